package io.claviger.examples.atlas.api;

import io.claviger.examples.atlas.errors.ApiError;
import java.util.Optional;

/** The query of a request, as it was sent. Of a parameter that is named twice the first counts. */
record Query(String raw) {
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
    for (String part : raw.split("&", -1)) {
      String[] pair = part.split("=", 2);
      if (pair[0].equals(name)) {
        String value = pair.length < 2 ? "" : pair[1];
        return Optional.of(
            Percent.decode(value.replace('+', ' '))
                .orElseThrow(() -> new ApiError("INVALID_QUERY_PARAMETER", name)));
      }
    }
    return Optional.empty();
  }
}
