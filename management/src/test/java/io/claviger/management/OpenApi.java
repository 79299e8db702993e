package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.testing.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The description {@code openapi.json}, which checks requests and responses, and keeps account. */
final class OpenApi {
  /** The headers of each response, which the introduction of the file describes. */
  private static final Set<String> EVERYWHERE =
      Set.of(
          "Cache-Control",
          "Content-Type",
          "Cross-Origin-Resource-Policy",
          "X-Content-Type-Options");

  /**
   * An operation of the file.
   *
   * @param path the path with its parameters, such as {@code /organizations/{organization}}
   * @param parts the operation as it is in the file
   */
  record Operation(String method, String path, Map<?, ?> parts) {
    String id() {
      return (String) parts.get("operationId");
    }

    /** Returns the operation as the handler names its route. */
    String route() {
      return method + " " + path.substring(1).replaceAll("\\{[a-z]+}", "*");
    }

    boolean matches(String target) {
      return target.split("\\?", 2)[0].matches(path.replaceAll("\\{[a-z]+}", "[^/]+"));
    }

    Set<?> statuses() {
      return Json.object(parts.get("responses")).keySet();
    }

    /** Returns the example of a request; empty if the operation has no body. */
    Optional<Object> example() {
      return Optional.ofNullable(Json.at(parts, "requestBody.content.application/json.example"));
    }
  }

  private final Object file;
  private final Schemas schemas;
  private final List<Operation> operations = new ArrayList<>();
  private final Set<String> seen = new TreeSet<>();

  OpenApi() {
    try (InputStream in =
        OpenApi.class.getResourceAsStream("/META-INF/claviger/management/openapi.json")) {
      file = Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    schemas = new Schemas(Json.object(Json.at(file, "components.schemas")), seen::add);
    Json.object(Json.at(file, "paths"))
        .forEach(
            (path, item) ->
                Json.object(item).keySet().stream()
                    .filter(method -> !method.equals("parameters"))
                    .forEach(method -> operations.add(operation(path, item, method))));
  }

  private static Operation operation(Object path, Object item, Object method) {
    String upper = ((String) method).toUpperCase(Locale.ROOT);
    return new Operation(upper, (String) path, Json.object(Json.at(item, (String) method)));
  }

  List<Operation> operations() {
    return operations;
  }

  Schemas schemas() {
    return schemas;
  }

  /** Returns what was seen so far: statuses, headers, parameters and properties. */
  Set<String> seen() {
    return seen;
  }

  /** Returns all that the file describes, in the words of {@link #seen}. */
  Set<String> described() {
    Set<String> all = new TreeSet<>(schemas.described());
    for (Operation operation : operations) {
      parameters(operation).forEach(each -> all.add(name(operation, each)));
      for (Object status : operation.statuses()) {
        all.add(operation.id() + " " + status);
        headers(response(operation, (String) status))
            .keySet()
            .forEach(header -> all.add(operation.id() + " " + status + " " + header));
      }
    }
    return all;
  }

  /** Checks a request that was served, and each response. */
  void check(Exchange exchange) {
    assertEquals(Optional.of("no-store"), exchange.header("Cache-Control"));
    assertEquals(Optional.of("nosniff"), exchange.header("X-Content-Type-Options"));
    assertEquals(Optional.of("same-origin"), exchange.header("Cross-Origin-Resource-Policy"));
    List<Operation> ofPath =
        operations.stream().filter(each -> each.matches(exchange.target())).toList();
    String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
    Optional<Operation> found =
        ofPath.stream().filter(each -> each.method().equals(method)).findFirst();
    if (found.isPresent()) {
      checkResponse(found.get(), exchange);
      if (exchange.status() < 300) {
        checkRequest(found.get(), exchange);
      }
      return;
    }
    assertEquals(ofPath.isEmpty() ? 404 : 405, exchange.status(), exchange.toString());
    schemas.check("Problem", Json.parse(exchange.response().body()));
    List<String> allowed = ofPath.stream().map(Operation::method).sorted().toList();
    List<String> allow =
        exchange.header("Allow").stream()
            .flatMap(methods -> Arrays.stream(methods.split(", ", -1)))
            .filter(each -> !each.equals("HEAD")) // OpenAPI does not list what GET implies
            .sorted()
            .toList();
    assertEquals(allowed, allow, exchange.toString());
  }

  private void checkResponse(Operation operation, Exchange exchange) {
    String status = String.valueOf(exchange.status());
    assertTrue(
        operation.statuses().contains(status), operation.id() + " does not describe " + exchange);
    see(operation.id() + " " + status);
    Map<?, ?> response = response(operation, status);
    checkHeaders(operation.id() + " " + status, headers(response), exchange);
    Object content = response.get("content");
    if (content == null) {
      assertEquals("", exchange.response().body());
      return;
    }
    String type = exchange.header("Content-Type").orElseThrow();
    Object described = Json.object(content).get(type);
    schemas.check(Json.at(described, "schema"), Json.parse(exchange.response().body()), status);
  }

  private void checkHeaders(String place, Map<?, ?> described, Exchange exchange) {
    exchange.response().headers().stream()
        .map(header -> header.name())
        .filter(name -> !EVERYWHERE.contains(name))
        .forEach(
            name -> {
              assertTrue(described.containsKey(name), name + " is not in the file: " + exchange);
              see(place + " " + name);
            });
    described.forEach(
        (name, header) ->
            assertTrue(
                !Boolean.TRUE.equals(Json.at(resolve(header), "required"))
                    || exchange.header((String) name).isPresent(),
                name + " is missing: " + exchange));
  }

  private void checkRequest(Operation operation, Exchange exchange) {
    Set<String> sent = sent(exchange);
    for (Object parameter : parameters(operation)) {
      String name = (String) Json.at(parameter, "name");
      boolean there = sent.remove(name) || exchange.headers().containsKey(name);
      if (there || Json.at(parameter, "in").equals("path")) {
        see(name(operation, parameter));
      } else {
        assertTrue(Json.at(parameter, "required") == null, name + " is missing: " + exchange);
      }
    }
    assertEquals(Set.of(), sent, "parameters that are not in the file: " + exchange);
    Object body = Json.at(operation.parts(), "requestBody.content.application/json.schema");
    if (body == null) {
      assertEquals("", exchange.sent());
    } else {
      schemas.check(body, Json.parse(exchange.sent()), exchange.sent());
    }
  }

  private static Set<String> sent(Exchange exchange) {
    Set<String> names = new TreeSet<>();
    Stream.of(exchange.target().split("[?&]", -1))
        .skip(1)
        .map(parameter -> parameter.split("=", 2)[0])
        .forEach(names::add);
    return names;
  }

  private List<Object> parameters(Operation operation) {
    Object shared = Json.object(Json.at(file, "paths")).get(operation.path());
    return Stream.of(Json.at(shared, "parameters"), operation.parts().get("parameters"))
        .filter(list -> list != null)
        .flatMap(list -> Json.list(list).stream())
        .map(this::resolve)
        .toList();
  }

  private static String name(Operation operation, Object parameter) {
    return operation.id() + " " + Json.at(parameter, "in") + " " + Json.at(parameter, "name");
  }

  private Map<?, ?> response(Operation operation, String status) {
    return Json.object(resolve(Json.at(operation.parts(), "responses." + status)));
  }

  private static Map<?, ?> headers(Map<?, ?> response) {
    return response.get("headers") == null ? Map.of() : Json.object(response.get("headers"));
  }

  private Object resolve(Object part) {
    Object reference = Json.at(part, "$ref");
    return reference == null
        ? part
        : Json.at(file, ((String) reference).substring(2).replace('/', '.'));
  }

  private void see(String what) {
    seen.add(what);
  }
}
