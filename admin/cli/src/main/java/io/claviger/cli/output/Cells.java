package io.claviger.cli.output;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The texts of tables. */
final class Cells {
  /** Text that was stored long ago may have characters that reorder a line or hide in it. */
  private static final Pattern UNSAFE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cn}]");

  private Cells() {}

  /** Returns the text of a value; "-" for none. */
  static String of(Object value) {
    String text = text(value);
    return text.isEmpty() ? "-" : UNSAFE.matcher(text).replaceAll("?");
  }

  private static String text(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(Cells::text).orElse("");
    }
    if (value instanceof Instant instant) {
      return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
    if (value instanceof Collection<?> items) {
      return items.stream().map(Cells::text).collect(Collectors.joining(", "));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
          .collect(Collectors.joining(", "));
    }
    return value.toString();
  }

  /** Returns the words of the name of a field: "last used at" for lastUsedAt. */
  static String words(String field) {
    return field.replaceAll("(?=\\p{Upper})", " ").toLowerCase(Locale.ROOT);
  }
}
