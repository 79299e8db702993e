package io.claviger.benchmarks.oauth;

import io.claviger.access.AccessResult;
import io.claviger.benchmarks.keys.Position;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Case;
import io.claviger.benchmarks.run.JmhRow;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.http.access.HttpResponse;
import io.claviger.oauth.IssuedAccessToken;
import org.openjdk.jmh.annotations.Benchmark;

/** The time to check access tokens, and to issue them. Nothing reads a store. */
public class AccessTokenRows {
  private static final Goal TEN_MICROSECONDS = Goal.oursAtMost(10_000);

  /** Returns the measurement. */
  public static Measurement measurement() {
    Case check = side("check");
    return Measurement.of(
        JmhRow.of(new Row("oauth/check", "ns", Goal.ratioAtMost(1.8)), check, side("tokenOfKey")),
        JmhRow.of(new Row("oauth/check/floor", "ns", null), check, side("floor")),
        JmhRow.of(new Row("oauth/issue", "ns", TEN_MICROSECONDS), side("issue")),
        JmhRow.of(new Row("oauth/request", "ns", null), side("request")));
  }

  private static Case side(String method) {
    return Case.of(AccessTokenRows.class, method).settlingLate();
  }

  /** From the text of an access token to the decision. */
  @Benchmark
  public AccessResult check(TokenKeys keys, Position position) {
    return keys.checkAccessToken(keys.at(position));
  }

  /** The same with the token of the key. */
  @Benchmark
  public AccessResult tokenOfKey(TokenKeys keys, Position position) {
    return keys.checkToken(keys.at(position));
  }

  /** The floor of a check. */
  @Benchmark
  public boolean floor(Floor floor, Position position) {
    return floor.request(position);
  }

  /** A token for a key that has been authenticated. */
  @Benchmark
  public IssuedAccessToken issue(TokenKeys keys, Position position) {
    return keys.issuer.issue(keys.authenticated[keys.at(position)]);
  }

  /** A whole request to the token endpoint, without HTTP. */
  @Benchmark
  public HttpResponse request(Endpoint endpoint, Position position) {
    return endpoint.request(position);
  }
}
