package io.claviger.cli.command;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as people write them. */
final class Durations {
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,6})([smhd])");

  private Durations() {}

  /**
   * Reads a number with s, m, h or d, such as 90d, or a duration of ISO 8601.
   *
   * @throws IllegalArgumentException for any other text
   */
  static Duration parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        case "h" -> Duration.ofHours(number);
        default -> Duration.ofDays(number);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "must be a number with s, m, h or d, such as 90d, or ISO 8601, such as PT12H", e);
    }
  }
}
