package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever somebody sends, the response is no failure of the server. */
class FuzzTest {
  @Property(tries = 300)
  void everyAnswerIsADocumentAndNoFailure(
      @ForAll("requests") List<FuzzedRequests.Request> requests, @ForAll("callers") String caller) {
    try (ManagementFixture fixture = ManagementFixture.open()) {
      IssuedApiKey key = fixture.create(NewApiKey.of("fuzzed", Role.ORG_OWNER));
      ManagementClient client =
          switch (caller) {
            case "owner" -> fixture.owner();
            case "member" -> fixture.member();
            case "key" -> fixture.nobody().as(key);
            default -> fixture.nobody();
          };
      for (FuzzedRequests.Request request : requests) {
        assertSound(send(client, key, request));
      }
    }
  }

  private static Exchange send(
      ManagementClient client, IssuedApiKey key, FuzzedRequests.Request request) {
    ManagementClient sender = client;
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      sender = sender.with(header.getKey(), header.getValue());
    }
    String path =
        request
            .path()
            .replace("KEY", key.apiKey().id().value())
            .replace("SECRET", key.secretId().value());
    return sender.send(request.method(), path + request.query(), request.body());
  }

  private static void assertSound(Exchange exchange) {
    assertTrue(exchange.status() < 500, exchange::toString);
    assertEquals(Optional.of("no-store"), exchange.header("Cache-Control"));
    if (exchange.status() >= 400) {
      assertEquals(Optional.of("application/problem+json"), exchange.header("Content-Type"));
      assertEquals(String.valueOf(exchange.status()), exchange.text("status"));
      assertTrue(exchange.text("code").matches("[A-Z_]+"), exchange::toString);
      assertTrue(exchange.text("detail").matches("[ -~]+"), exchange::toString);
    }
  }

  @Provide
  Arbitrary<String> callers() {
    return Arbitraries.of("owner", "member", "key", "nobody");
  }

  @Provide
  Arbitrary<List<FuzzedRequests.Request>> requests() {
    return FuzzedRequests.requests();
  }
}
