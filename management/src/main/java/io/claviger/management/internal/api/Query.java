package io.claviger.management.internal.api;

import io.claviger.internal.text.Quoted;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters of a query. */
final class Query {
  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Reads the part of a target after the question mark; empty if there is none. */
  static Query of(String target) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    int mark = target.indexOf('?');
    for (String pair : mark < 0 ? List.<String>of() : parts(target.substring(mark + 1))) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    }
    return new Query(values);
  }

  private static List<String> parts(String query) {
    return List.of(query.split("&")).stream().filter(part -> !part.isEmpty()).toList();
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("The query is not encoded as in a URL.");
    }
  }

  /** Refuses parameters other than these, so that a mistyped filter does not show all keys. */
  Query only(Set<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw Problem.invalid("There is no parameter " + Quoted.text(name) + " here.");
      }
    }
    return this;
  }

  /** Returns all values of a parameter, in order. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Returns the only value of a parameter; empty if it is absent. */
  Optional<String> one(String name) {
    List<String> all = all(name);
    if (all.size() > 1) {
      throw Problem.invalid("The parameter " + name + " is there twice.");
    }
    return all.stream().findFirst();
  }

  /** Returns a whole number of this range. */
  int number(String name, int max, int otherwise) {
    Optional<String> text = one(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.get().matches("[1-9][0-9]{0,5}") || Integer.parseInt(text.get()) > max) {
      throw Problem.invalid("The parameter " + name + " must be 1 to " + max + ".");
    }
    return Integer.parseInt(text.get());
  }
}
