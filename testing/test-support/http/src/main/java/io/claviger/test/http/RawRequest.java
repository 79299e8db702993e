package io.claviger.test.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as it is written to a socket.
 *
 * @param path the path in the application, with the query; it is written as it is
 * @param fields the lines of the header
 */
record RawRequest(String method, String path, List<String> fields, String body) {
  static RawRequest get(String path) {
    return new RawRequest("GET", path, List.of(), "");
  }

  static RawRequest head(String path) {
    return new RawRequest("HEAD", path, List.of(), "");
  }

  static RawRequest post(String path, String body) {
    return new RawRequest(
        "POST",
        path,
        List.of("Content-Type: text/plain", "Content-Length: " + bytes(body).length),
        body);
  }

  /** Adds a line to the header, even if there is one with this name. */
  RawRequest with(String name, String value) {
    List<String> more = new ArrayList<>(fields);
    more.add(name + ": " + value);
    return new RawRequest(method, path, List.copyOf(more), body);
  }

  byte[] bytes(String host, String prefix) {
    return bytes(header(host, prefix) + body);
  }

  /** Returns the first line and the header, with the empty line that ends it. */
  String header(String host, String prefix) {
    StringBuilder text = new StringBuilder(method + " " + prefix + path + " HTTP/1.1\r\n");
    text.append("Host: ").append(host).append("\r\n");
    fields.forEach(field -> text.append(field).append("\r\n"));
    return text.append("\r\n").toString();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
