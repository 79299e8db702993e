package io.claviger.examples.atlas.api;

import io.claviger.examples.atlas.errors.ApiError;
import java.util.Arrays;
import java.util.Optional;

/** The query of a request, as it was sent. Of a parameter that is named twice the first counts. */
record Query(String raw) {
  /** Throws what the client is told of a bad value of what every request may say. */
  void requireFlags() {
    flag("pretty", false);
    flag("envelope", false);
    flag("includeCount", true);
  }

  /** Whether it is there and true; a bad value is not. */
  boolean says(String name) {
    return sent(name).filter("true"::equals).isPresent();
  }

  boolean flag(String name, boolean otherwise) {
    return value(name)
        .map(
            text ->
                switch (text) {
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
    int number = text.get().matches("[0-9]{1,9}") ? Integer.parseInt(text.get()) : -1;
    if (number < least || number > most) {
      throw new ApiError("INVALID_QUERY_PARAMETER", name);
    }
    return number;
  }

  Optional<String> value(String name) {
    return sent(name)
        .map(
            value ->
                Percent.decode(value.replace('+', ' '))
                    .orElseThrow(() -> new ApiError("INVALID_QUERY_PARAMETER", name)));
  }

  private Optional<String> sent(String name) {
    return Arrays.stream(raw.split("&", -1))
        .map(part -> part.split("=", 2))
        .filter(pair -> pair[0].equals(name))
        .map(pair -> pair.length < 2 ? "" : pair[1])
        .findFirst();
  }
}
