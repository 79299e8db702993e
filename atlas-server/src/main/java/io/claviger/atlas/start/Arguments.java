package io.claviger.atlas.start;

import io.claviger.model.InvalidValueException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The options of the command line. Every name is known, and only some names may be repeated. */
final class Arguments {
  private static final Set<String> FLAGS = Set.of("--basic", "--new-owner");
  private static final Set<String> SINGLE =
      Set.of(
          "--port",
          "--data",
          "--host",
          "--site",
          "--tls-cert",
          "--tls-key",
          "--store",
          "--url",
          "--new-keys",
          "--tokens",
          "--rate-limit",
          "--metrics-port",
          "--metrics-host");
  private static final Set<String> REPEATED =
      Set.of(
          "--trusted-proxy",
          "--organization",
          "--owner-cidr",
          "--new-owner-of",
          "--project",
          "--old-keys");

  private final Map<String, List<String>> values = new HashMap<>();

  /**
   * Reads the command line. Throws {@link IllegalArgumentException} if an option is unknown, lacks
   * its value, or must not be repeated; the message says which.
   */
  Arguments(String... arguments) {
    Deque<String> left = new ArrayDeque<>(List.of(arguments));
    while (!left.isEmpty()) {
      add(left.remove(), left);
    }
  }

  private void add(String name, Deque<String> left) {
    if (FLAGS.contains(name)) {
      addOnce(name, "");
    } else if (SINGLE.contains(name)) {
      addOnce(name, next(name, left));
    } else if (REPEATED.contains(name)) {
      values.computeIfAbsent(name, first -> new ArrayList<>()).add(next(name, left));
    } else {
      // The text after the equals sign is not shown, because it may be a password.
      throw new IllegalArgumentException("unknown option " + name.split("=", 2)[0]);
    }
  }

  private void addOnce(String name, String value) {
    if (values.putIfAbsent(name, List.of(value)) != null) {
      throw new IllegalArgumentException(name + " is given twice");
    }
  }

  private static String next(String name, Deque<String> left) {
    if (left.isEmpty() || left.peek().isEmpty() || left.peek().startsWith("--")) {
      throw new IllegalArgumentException(name + " needs a value");
    }
    return left.remove();
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Checks that both options are given, or none. */
  void requireTogether(String first, String second) {
    if (has(first) != has(second)) {
      throw new IllegalArgumentException(first + " and " + second + " need each other");
    }
  }

  <T> Optional<T> one(String name, Function<String, T> reading) {
    return all(name, reading).stream().findFirst();
  }

  <T> List<T> all(String name, Function<String, T> reading) {
    return values.getOrDefault(name, List.of()).stream()
        .map(value -> read(name, value, reading))
        .toList();
  }

  private static <T> T read(String name, String value, Function<String, T> reading) {
    try {
      return reading.apply(value);
    } catch (InvalidValueException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }
}
