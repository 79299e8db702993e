package io.claviger.benchmarks.http;

import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Alternation;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.benchmarks.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Requests per second of a small application behind our filter, and behind others. */
public final class Http {
  private static final Duration TURN = Duration.ofMillis(200);

  private Http() {}

  /** Returns the measurements. */
  public static List<Measurement> measurements() {
    List<Row> servlet =
        List.of(
            new Row("http/servlet", "requests/s", Goal.ratioAtLeast(0.95)),
            new Row("http/servlet-bcrypt", "requests/s", Goal.ratioAtLeast(20)));
    Row spring = new Row("http/spring-mvc", "requests/s", Goal.ratioAtLeast(0.95));
    return List.of(
        new Measurement(servlet, run -> servlet(run, servlet)),
        new Measurement(List.of(spring), run -> spring(run, spring)));
  }

  private static List<Result> servlet(Run run, List<Row> rows) throws Exception {
    try (ServletServer server = new ServletServer();
        Clients clients = new Clients(server.port())) {
      List<byte[]> none = server.requests(ServletServer.NONE);
      List<byte[]> keys = server.requests(ServletServer.KEYS);
      List<byte[]> hash = server.requests(ServletServer.HASH);
      Duration warmUp = Duration.ofSeconds(run.quick() ? 2 : 10);
      double unused = clients.perSecond(none, warmUp);
      unused += clients.perSecond(keys, warmUp);
      unused += clients.perSecond(none, warmUp);
      Comparison withoutFilter =
          Alternation.of(
              run.quick() ? 10 : 60,
              () -> clients.perSecond(keys, TURN),
              () -> clients.perSecond(none, TURN));
      // A bcrypt check is slow, so a short turn would have only a few requests.
      Duration second = Duration.ofSeconds(1);
      Comparison withBcrypt =
          Alternation.of(
              run.quick() ? 2 : 10,
              () -> clients.perSecond(keys, second),
              () -> clients.perSecond(hash, second));
      return Result.of(rows, List.of(withoutFilter, withBcrypt));
    }
  }

  private static List<Result> spring(Run run, Row row) throws Exception {
    try (SpringServer keys = new SpringServer();
        SpringServer map = SpringServer.withMap();
        Clients toKeys = new Clients(keys.port());
        Clients toMap = new Clients(map.port())) {
      List<byte[]> ours = keys.requests();
      List<byte[]> theirs = map.requests();
      Callable<Double> withKeys = () -> toKeys.perSecond(ours, TURN);
      Callable<Double> withMap = () -> toMap.perSecond(theirs, TURN);
      // Alternate in the warm-up, too, because both servers share the compiled code.
      Comparison unused = Alternation.of(run.quick() ? 15 : 150, withKeys, withMap);
      return List.of(new Result(row, Alternation.of(run.quick() ? 10 : 60, withKeys, withMap)));
    }
  }
}
