package io.claviger.atlas.api;

import io.claviger.atlas.errors.ApiError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The query of a request, as it was sent. Names and values are decoded when they are read. If a
 * parameter is repeated, the first one counts.
 */
record Query(String raw) {
  /**
   * Checks the parameters that every request may have. Throws the error for the client if one is
   * bad.
   */
  void requireFlags() {
    flag("pretty", false);
    flag("envelope", false);
    flag("includeCount", true);
  }

  /** Returns whether the parameter is present and true. A bad value counts as false. */
  boolean says(String name) {
    return sent(name).flatMap(Query::decoded).filter("true"::equalsIgnoreCase).isPresent();
  }

  boolean flag(String name, boolean otherwise) {
    return value(name)
        .map(
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw new ApiError("INVALID_QUERY_PARAMETER", name);
                })
        .orElse(otherwise);
  }

  int number(String name, int least, int most, int otherwise) {
    Optional<String> text = value(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    long number = text.get().matches("[0-9]{1,10}") ? Long.parseLong(text.get()) : -1;
    if (number < least || number > most) {
      throw new ApiError("INVALID_QUERY_PARAMETER", name);
    }
    return (int) number;
  }

  Optional<String> value(String name) {
    return sent(name)
        .map(
            value ->
                decoded(value).orElseThrow(() -> new ApiError("INVALID_QUERY_PARAMETER", name)));
  }

  /**
   * Returns whether a list should have something with this name: the name begins with the parameter
   * {@code name}, in any case.
   */
  boolean isWantedName(String name) {
    String start = value("name").orElse("");
    return name.regionMatches(true, 0, start, 0, start.length());
  }

  /** Returns all other parameters, as they were sent. */
  List<String> besides(String... names) {
    return parts()
        .filter(part -> !part.isEmpty())
        .filter(part -> Arrays.stream(names).noneMatch(name -> isNamed(part, name)))
        .toList();
  }

  private Optional<String> sent(String name) {
    return parts()
        .filter(part -> isNamed(part, name))
        .map(part -> part.split("=", 2))
        .map(pair -> pair.length < 2 ? "" : pair[1])
        .findFirst();
  }

  private Stream<String> parts() {
    return Arrays.stream(raw.split("&", -1));
  }

  private static boolean isNamed(String part, String name) {
    return decoded(part.split("=", 2)[0]).filter(name::equals).isPresent();
  }

  private static Optional<String> decoded(String text) {
    return Percent.decode(text.replace('+', ' '));
  }
}
