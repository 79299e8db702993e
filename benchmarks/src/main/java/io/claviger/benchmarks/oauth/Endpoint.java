package io.claviger.benchmarks.oauth;

import io.claviger.benchmarks.keys.Position;
import io.claviger.benchmarks.run.Require;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.IssuedApiKey;
import io.claviger.oauth.OAuthHandler;
import io.claviger.spi.Ticker;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The token endpoint, and a request for each key. A client never asks too often. */
@State(Scope.Benchmark)
public class Endpoint {
  private static final byte[] FORM =
      "grant_type=client_credentials".getBytes(StandardCharsets.US_ASCII);

  private final IncomingRequest[] requests = new IncomingRequest[TokenKeys.KEYS];
  private TokenKeys keys;
  private OAuthHandler handler;

  /** A minute passes between two requests. */
  private static final class Minutes implements Ticker {
    private long nanos;

    @Override
    public long nanos() {
      nanos += Duration.ofMinutes(1).toNanos();
      return nanos;
    }

    @Override
    public void sleep(long unused) {
      throw new IllegalStateException("nobody waits");
    }
  }

  /** Makes the requests, and sends each of them. */
  @Setup(Level.Trial)
  public void open(TokenKeys its) {
    keys = its;
    handler = OAuthHandler.builder(its.claviger, its.issuer).ticker(new Minutes()).build();
    for (int key = 0; key < requests.length; key++) {
      requests[key] = request(its.keys[key]);
      Require.that(send(key).status() == 200, "no token");
    }
  }

  private static IncomingRequest request(IssuedApiKey key) {
    String pair = key.apiKey().publicKey() + ":" + key.privateKey().reveal();
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    return new IncomingRequest(
        name ->
            switch (name) {
              case "Authorization" -> List.of(basic);
              case "Content-Type" -> List.of("application/x-www-form-urlencoded");
              default -> List.of();
            },
        "POST",
        "/oauth/token",
        Optional.of("198.51.100.1"));
  }

  HttpResponse request(Position position) {
    return send(keys.at(position));
  }

  private HttpResponse send(int key) {
    return handler.handle(requests[key], "/token", new ByteArrayInputStream(FORM));
  }
}
