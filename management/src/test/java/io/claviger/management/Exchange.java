package io.claviger.management;

import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.HttpResponse;
import io.claviger.testing.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request of a test and its response.
 *
 * @param target the path below the prefix, with the query
 * @param headers the headers of the request
 * @param sent the body of the request; empty for none
 */
record Exchange(
    String method, String target, Map<String, String> headers, String sent, HttpResponse response) {
  int status() {
    return response.status();
  }

  /** Returns the part of the response at this path, such as {@code keys.0.id}. */
  Object at(String path) {
    return Json.at(Json.parse(response.body()), path);
  }

  /** Returns the text at this path. */
  String text(String path) {
    return String.valueOf(at(path));
  }

  List<String> headers(String name) {
    return response.headers().stream()
        .filter(header -> header.name().equals(name))
        .map(HttpHeader::value)
        .toList();
  }

  /** Returns the only header of this name. */
  Optional<String> header(String name) {
    List<String> values = headers(name);
    if (values.size() > 1) {
      throw new AssertionError(name + " is there more than once: " + values);
    }
    return values.stream().findFirst();
  }

  /** Shows no body of a success, which may have a private key. */
  @Override
  public String toString() {
    String body = status() < 400 ? "" : " " + response.body();
    return method + " " + target + ": " + status() + body;
  }
}
