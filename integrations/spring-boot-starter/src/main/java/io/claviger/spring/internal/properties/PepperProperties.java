package io.claviger.spring.internal.properties;

import io.claviger.Peppers;
import io.claviger.spring.ClavigerProperties;
import io.claviger.spring.internal.start.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The properties of peppers.
 *
 * @param prefix what their names begin with
 * @param sources the peppers by version
 * @param current the version of the current one; by default the highest one, and 0 for none
 */
public record PepperProperties(
    String prefix,
    Map<String, ClavigerProperties.PepperSource> sources,
    @Nullable Integer current) {
  private static final String FILE = "file:";

  public Peppers read() {
    SortedMap<Integer, byte[]> keys = new TreeMap<>();
    sources.forEach(
        (name, source) -> {
          int version = version(name);
          keys.put(version, pepper(version, source));
        });
    int chosen = currentOf(keys);
    if (keys.isEmpty()) {
      return Peppers.none();
    }
    int first = chosen == 0 ? keys.firstKey() : chosen;
    Peppers peppers = pepper(first, keys, chosen == 0 ? Peppers::verifying : Peppers::of);
    for (int version : keys.keySet()) {
      if (version != first) {
        peppers = pepper(version, keys, peppers::alsoVerifying);
      }
    }
    return peppers;
  }

  private int version(String name) {
    if (!name.matches("[1-9][0-9]{0,8}")) {
      throw StartException.inProperty(
          prefix + ".peppers." + name, "must end with the version of the pepper, such as 1");
    }
    return Integer.parseInt(name);
  }

  private int currentOf(SortedMap<Integer, byte[]> keys) {
    int highest = keys.isEmpty() ? 0 : keys.lastKey();
    int chosen = Optional.ofNullable(current).orElse(highest);
    if (chosen != 0 && !keys.containsKey(chosen)) {
      throw StartException.inProperty(
          prefix + ".current-pepper",
          "is " + chosen + ", but there is no " + name(chosen),
          "Set " + name(chosen) + ", or correct " + prefix + ".current-pepper");
    }
    return chosen;
  }

  private Peppers pepper(
      int version, Map<Integer, byte[]> keys, BiFunction<Integer, byte[], Peppers> peppers) {
    byte[] key = Objects.requireNonNull(keys.get(version));
    return StartException.reading(name(version), () -> peppers.apply(version, key));
  }

  private String name(int version) {
    return prefix + ".peppers." + version;
  }

  /** Does not pass on the exception of bad digits, whose message shows them. */
  private byte[] pepper(int version, ClavigerProperties.PepperSource source) {
    String text = source.text();
    String digits = text.startsWith(FILE) ? contents(version, text) : text;
    try {
      return HexFormat.of().parseHex(digits.strip());
    } catch (IllegalArgumentException e) {
      throw StartException.inProperty(
          name(version),
          "must be hex digits, or file: and the path of a file with them",
          "Set " + name(version) + " to the output of openssl rand -hex 32, or to such a path");
    }
  }

  private String contents(int version, String text) {
    try {
      return Files.readString(Path.of(text.substring(FILE.length())));
    } catch (IOException | RuntimeException e) {
      throw new StartException(
          "property " + name(version) + ": the file " + text + " cannot be read: " + e,
          "Correct the path in " + name(version) + ", or the rights of the file",
          e);
    }
  }
}
