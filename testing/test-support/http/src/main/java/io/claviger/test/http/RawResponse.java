package io.claviger.test.http;

import java.util.List;
import java.util.Map;

/**
 * A response as it was read from a socket.
 *
 * @param fields the lines of the header in their order, as names and values
 */
record RawResponse(int status, List<Map.Entry<String, String>> fields, String body) {
  /** Returns the values of the lines with this name, in any case. */
  List<String> values(String name) {
    return fields.stream()
        .filter(field -> field.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Checks whether the server closes the connection. */
  boolean isLast() {
    return values("Connection").stream().anyMatch("close"::equalsIgnoreCase);
  }
}
