package io.claviger.management;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates requests: most are nearly right, some are odd throughout. */
final class FuzzedRequests {
  /** A request; {@code KEY} and {@code SECRET} in its path stand for ids that exist. */
  record Request(
      String method, String path, String query, Map<String, String> headers, String body) {}

  /** A route, and a good value of each attribute that it reads. */
  record Route(String method, String path, Map<String, String> attributes) {}

  private static final String KEY = "/organizations/acme/keys/KEY";

  private static final List<Route> ROUTES =
      List.of(
          new Route("GET", "/me", Map.of()),
          new Route("GET", "/organizations/acme", Map.of()),
          new Route("PATCH", "/organizations/acme", Map.of("whitelistRequired", "false")),
          new Route("GET", "/organizations/acme/events", Map.of()),
          new Route("GET", "/organizations/acme/keys", Map.of()),
          new Route(
              "POST",
              "/organizations/acme/keys",
              Map.of(
                  "description", "'x'",
                  "labels", "{'team':'billing'}",
                  "roles", "[{'role':'PROJECT_OWNER','project':'alpha'}]",
                  "whitelist", "['192.0.2.0/24']",
                  "expiresAt", "'2026-06-01T00:00:00Z'")),
          new Route("GET", KEY, Map.of()),
          new Route(
              "PATCH",
              KEY,
              Map.of(
                  "description", "'y'",
                  "labels", "{}",
                  "roles", "['ORG_OWNER']",
                  "enabled", "true",
                  "expiresAt", "null")),
          new Route("DELETE", KEY, Map.of()),
          new Route("PUT", KEY + "/projects/alpha", Map.of("roles", "['PROJECT_OWNER']")),
          new Route("GET", KEY + "/events", Map.of()),
          new Route("GET", KEY + "/revoked-tokens", Map.of()),
          new Route(
              "POST",
              KEY + "/secrets",
              Map.of("grace", "{'for':'PT1H'}", "expiresAt", "'2027-01-01T00:00:00Z'")),
          new Route("DELETE", KEY + "/secrets/SECRET", Map.of()),
          new Route("GET", KEY + "/whitelist", Map.of()),
          new Route("PATCH", KEY + "/whitelist", Map.of("add", "['192.0.2.1']", "remove", "[]")),
          new Route(
              "POST",
              KEY + "/whitelist/preview",
              Map.of("add", "['192.0.2.1']", "remove", "[]", "address", "'192.0.2.1'")));

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
          "PROJECT_OWNER",
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
          "USER",
          "API_KEY",
          "team=billing",
          "=",
          "1",
          "501");

  private FuzzedRequests() {}

  static Arbitrary<List<Request>> requests() {
    Arbitrary<Request> odd =
        Combinators.combine(methods(), paths(), queries(), headers(), bodies()).as(Request::new);
    Arbitrary<Request> nearlyRight = Arbitraries.of(ROUTES).flatMap(FuzzedRequests::nearlyRight);
    return Arbitraries.frequencyOf(Tuple.of(6, nearlyRight), Tuple.of(1, odd))
        .list()
        .ofMinSize(1)
        .ofMaxSize(15);
  }

  /** Returns requests of a route, in which one attribute or parameter of three is odd. */
  private static Arbitrary<Request> nearlyRight(Route route) {
    Arbitrary<Map<String, String>> attributes =
        Combinators.combine(
                route.attributes().entrySet().stream()
                    .map(
                        each ->
                            Arbitraries.frequencyOf(
                                    Tuple.of(4, Arbitraries.just(each.getValue())),
                                    Tuple.of(2, json(2)),
                                    Tuple.of(1, Arbitraries.just("")))
                                .map(value -> Map.entry(each.getKey(), value)))
                    .toList())
            .as(FuzzedRequests::present);
    Arbitrary<String> query =
        route.method().equals("GET")
            ? Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just("")),
                Tuple.of(3, NAMES.flatMap(name -> VALUES.map(value -> "?" + name + "=" + value))))
            : Arbitraries.just("");
    Arbitrary<Map<String, String>> headers =
        Arbitraries.frequencyOf(Tuple.of(5, Arbitraries.just(Map.of())), Tuple.of(1, headers()));
    return Combinators.combine(attributes, query, headers)
        .as(
            (sent, asked, more) ->
                new Request(route.method(), route.path(), asked, more, object(sent)));
  }

  private static Map<String, String> present(List<Map.Entry<String, String>> attributes) {
    return attributes.stream()
        .filter(each -> !each.getValue().isEmpty())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Arbitrary<String> methods() {
    return Arbitraries.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW", "");
  }

  private static Arbitrary<String> paths() {
    Arbitrary<String> segments =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of("organizations", "acme", "keys", "KEY", "me", "secrets")),
            Tuple.of(1, ODD));
    return segments
        .list()
        .ofMaxSize(7)
        .map(parts -> "/" + String.join("/", parts).replace("?", ""));
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
            "If-Match",
            "Content-Type",
            "Claviger-Request",
            "Origin",
            "Sec-Fetch-Site",
            "Authorization",
            "X-Forwarded-For",
            "Host");
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
            Arbitraries.of("null", "true", "1e999", "-0.0", "''", "'\\ud800'", "[]", "{}"),
            numbers());
    return depth == 0
        ? plain
        : Arbitraries.oneOf(
            plain,
            json(depth - 1).list().ofMaxSize(3).map(all -> "[" + String.join(",", all) + "]"),
            object(json(depth - 1)));
  }

  /** Every form of a number, with more digits than a number of a program has. */
  private static Arbitrary<String> numbers() {
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(12);
    Arbitrary<String> fraction = digits.map(each -> "." + each);
    Arbitrary<String> exponent =
        Combinators.combine(Arbitraries.of("e", "E-", "e+"), digits).as(String::concat);
    return Combinators.combine(
            Arbitraries.of("", "-"),
            Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN.pow(12)),
            Arbitraries.oneOf(Arbitraries.just(""), fraction),
            Arbitraries.oneOf(Arbitraries.just(""), exponent))
        .as((sign, whole, rest, power) -> sign + whole + rest + power);
  }

  private static Arbitrary<String> object(Arbitrary<String> values) {
    return Arbitraries.maps(NAMES, values).ofMaxSize(4).map(FuzzedRequests::object);
  }

  private static String object(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(each -> "'" + each.getKey() + "':" + each.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
