package io.claviger.cli.output;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes JSON (RFC 8259) in one line, with ASCII characters only. */
final class Json {
  private Json() {}

  /**
   * Returns the text of a value. A map becomes an object, a collection an array, an empty {@link
   * Optional} null, and everything but a number or a boolean the string of its text.
   */
  static String of(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.<String>map(Json::of).orElse("null");
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> string(entry.getKey().toString()) + ":" + of(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof Collection<?> items) {
      return items.stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
    }
    boolean plain = value instanceof Boolean || value instanceof Integer || value instanceof Long;
    return plain ? value.toString() : string(value.toString());
  }

  private static String string(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
