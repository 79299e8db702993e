package io.claviger.test.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpHeader;
import io.claviger.model.IssuedApiKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Starts one server at a time, and compares its answers with the decisions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Execution(ExecutionMode.SAME_THREAD)
abstract class ServerTests {
  final Fixture fixture = new Fixture();

  private record Served(HttpAccess access, RunningServer server) {}

  private Optional<Served> served = Optional.empty();

  abstract RunningServer running(HttpAccess access) throws Exception;

  @BeforeEach
  void reset() {
    fixture.reset();
  }

  @AfterAll
  void stop() throws Exception {
    try {
      stopServer();
    } finally {
      fixture.close();
    }
  }

  private void stopServer() throws Exception {
    if (served.isPresent()) {
      RunningServer last = served.get().server();
      served = Optional.empty();
      last.server().close();
    }
  }

  /** Connects to the server with this access, and starts it unless it is the one that runs. */
  RawConnection connect(HttpAccess access) throws Exception {
    if (served.isEmpty() || served.get().access() != access) {
      stopServer();
      served = Optional.of(new Served(access, running(access)));
    }
    return new RawConnection(served.get().server().uri());
  }

  RawConnection connect() throws Exception {
    return connect(fixture.direct);
  }

  RawResponse send(RawRequest request) throws Exception {
    return send(fixture.direct, request);
  }

  RawResponse send(HttpAccess access, RawRequest request) throws Exception {
    try (RawConnection connection = connect(access)) {
      return connection.exchange(request);
    }
  }

  static RawRequest reports() {
    return RawRequest.get("/reports");
  }

  static RawRequest with(IssuedApiKey token, RawRequest request) {
    return request.with("X-API-Key", Fixture.secret(token));
  }

  void assertAdmitted(IssuedApiKey key, RawResponse response) {
    assertEquals(List.of(), fixture.refusals);
    assertEquals(200, response.status());
    assertEquals(key.apiKey().id().value(), response.body().strip());
    assertNoSession(response);
  }

  /** Checks that the request was decided once, and that the response is that decision. */
  void assertRefused(int status, RawResponse response) {
    HttpDecision.Refused refused = assertRefusedWithoutBody(status, response);
    assertEquals(refused.response().body(), response.body());
  }

  HttpDecision.Refused assertRefusedWithoutBody(int status, RawResponse response) {
    assertEquals(status, response.status(), () -> "after the decisions " + fixture.refusals);
    assertEquals(1, fixture.refusals.size(), "a request is decided once");
    HttpDecision.Refused refused = (HttpDecision.Refused) fixture.refusals.get(0);
    fixture.refusals.clear();
    assertEquals(refused.status(), response.status(), refused::log);
    assertEquals(headers(refused, "WWW-Authenticate"), response.values("WWW-Authenticate"));
    assertEquals(headers(refused, "Retry-After"), response.values("Retry-After"));
    String types = String.join(" and ", response.values("Content-Type"));
    assertTrue(types.matches("application/problem\\+json(;[^,]*)?"), () -> "Content-Type " + types);
    assertEquals(headers(refused, "Cache-Control"), response.values("Cache-Control"));
    assertNoSession(response);
    return refused;
  }

  private static void assertNoSession(RawResponse response) {
    assertEquals(List.of(), response.values("Set-Cookie"), "an API key starts no session");
  }

  private static List<String> headers(HttpDecision.Refused refused, String name) {
    return refused.response().headers().stream()
        .filter(header -> header.name().equals(name))
        .map(HttpHeader::value)
        .toList();
  }
}
