package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever somebody sends, the answer is no failure of the server. */
class FuzzTest {
  /** A request; {@code KEY} and {@code SECRET} in its path stand for ids that exist. */
  record Request(
      String method, String path, String query, Map<String, String> headers, String body) {}

  private static final Arbitrary<String> ODD =
      Arbitraries.oneOf(
          Arbitraries.strings().ofMaxLength(30),
          Arbitraries.of("", "..", "*", "%2F", "%", "%zz", "a%00b", "x".repeat(5_000), "\ud800"));

  private static final Arbitrary<String> NAMES =
      Arbitraries.of(
          "description",
          "labels",
          "roles",
          "role",
          "project",
          "whitelist",
          "expiresAt",
          "enabled",
          "grace",
          "for",
          "until",
          "afterFirstUse",
          "untilDeleted",
          "add",
          "remove",
          "address",
          "whitelistRequired",
          "after",
          "before",
          "limit",
          "state",
          "createdBy",
          "createdByKind",
          "label",
          "text",
          "unusedSince",
          "expiresBefore",
          "expiresFrom");

  private static final Arbitrary<String> VALUES =
      Arbitraries.of(
          "x",
          "true",
          "ORG_OWNER",
          "GROUP_OWNER",
          "alpha",
          "192.0.2.0/24",
          "0.0.0.0/0",
          "::1",
          "2026-06-01T00:00:00Z",
          "-1000000000-01-01T00:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "PT1H",
          "P9999999999D",
          "-PT1S",
          "ACTIVE",
          "user",
          "team=billing",
          "=",
          "1",
          "501");

  @Property(tries = 300)
  void everyAnswerIsADocumentAndNoFailure(
      @ForAll("requests") List<Request> requests, @ForAll("callers") String caller) {
    try (ManagementFixture fixture = ManagementFixture.open()) {
      IssuedApiKey key = fixture.create(NewApiKey.of("fuzzed", Role.ORG_OWNER));
      ManagementClient client =
          switch (caller) {
            case "owner" -> fixture.owner();
            case "member" -> fixture.member();
            case "key" -> fixture.nobody().as(key);
            default -> fixture.nobody();
          };
      for (Request request : requests) {
        assertSound(send(client, key, request));
      }
    }
  }

  private static Exchange send(ManagementClient client, IssuedApiKey key, Request request) {
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
  Arbitrary<List<Request>> requests() {
    Arbitrary<String> methods =
        Arbitraries.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW", "");
    return Combinators.combine(methods, paths(), queries(), headers(), bodies())
        .as(Request::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(15);
  }

  private static Arbitrary<String> paths() {
    Arbitrary<String> known =
        Arbitraries.of(
            "/me",
            "/organizations/acme",
            "/organizations/acme/events",
            "/organizations/acme/keys",
            "/organizations/acme/keys/KEY",
            "/organizations/acme/keys/KEY/events",
            "/organizations/acme/keys/KEY/secrets",
            "/organizations/acme/keys/KEY/secrets/SECRET",
            "/organizations/acme/keys/KEY/whitelist",
            "/organizations/acme/keys/KEY/whitelist/preview",
            "/organizations/acme/keys/KEY/projects/alpha");
    Arbitrary<String> segments =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of("organizations", "acme", "keys", "KEY", "me")),
            Tuple.of(1, ODD));
    Arbitrary<String> odd =
        segments.list().ofMaxSize(7).map(parts -> "/" + String.join("/", parts).replace("?", ""));
    return Arbitraries.frequencyOf(Tuple.of(4, known), Tuple.of(1, odd));
  }

  private static Arbitrary<String> queries() {
    Arbitrary<String> pair =
        Combinators.combine(Arbitraries.oneOf(NAMES, ODD), Arbitraries.oneOf(VALUES, ODD))
            .as((name, value) -> name + "=" + value);
    return Arbitraries.oneOf(
        Arbitraries.just(""), pair.list().ofMaxSize(3).map(pairs -> "?" + String.join("&", pairs)));
  }

  private static Arbitrary<Map<String, String>> headers() {
    Arbitrary<String> names =
        Arbitraries.of(
            "If-Match", "Content-Type", "Origin", "Sec-Fetch-Site", "Authorization", "Host");
    return Arbitraries.oneOf(
        Arbitraries.just(Map.of()),
        Arbitraries.maps(names, Arbitraries.oneOf(ODD, Arbitraries.of("*", "\"0\"", "same-origin")))
            .ofMaxSize(2));
  }

  private static Arbitrary<String> bodies() {
    return Arbitraries.oneOf(ODD, json(2).map(value -> value), object(json(2)));
  }

  private static Arbitrary<String> json(int depth) {
    Arbitrary<String> plain =
        Arbitraries.oneOf(
            VALUES.map(value -> "'" + value + "'"),
            Arbitraries.of("null", "true", "1e999", "-0.0", "''", "'\\ud800'", "[]", "{}"));
    return depth == 0
        ? plain
        : Arbitraries.oneOf(
            plain,
            json(depth - 1).list().ofMaxSize(3).map(all -> "[" + String.join(",", all) + "]"),
            object(json(depth - 1)));
  }

  private static Arbitrary<String> object(Arbitrary<String> values) {
    return Arbitraries.maps(NAMES, values)
        .ofMaxSize(4)
        .map(
            all ->
                all.entrySet().stream()
                    .map(each -> "'" + each.getKey() + "':" + each.getValue())
                    .collect(Collectors.joining(",", "{", "}")));
  }
}
