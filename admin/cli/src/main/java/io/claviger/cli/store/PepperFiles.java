package io.claviger.cli.store;

import io.claviger.Peppers;
import io.claviger.cli.error.CliException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files with the peppers of the application, by version. Each has hex digits, like the files
 * that {@code openssl rand -hex 32} makes.
 *
 * @param current the version for new secrets; 0 if they get none yet; by default the highest
 */
public record PepperFiles(Map<Integer, Path> files, Optional<Integer> current) {
  private static final String OPTION = "--pepper-file";

  /** Throws {@link CliException} if the current version has no file. */
  public PepperFiles {
    files = Map.copyOf(files);
    Objects.requireNonNull(current, "current");
    int version = current.orElse(0);
    if (version != 0 && !files.containsKey(version)) {
      throw CliException.usage("--current-pepper is " + version + ", which has no " + OPTION);
    }
  }

  /** Reads the files. */
  public Peppers read() {
    if (files.isEmpty()) {
      return Peppers.none();
    }
    SortedMap<Integer, byte[]> keys = new TreeMap<>();
    files.forEach((version, file) -> keys.put(version, key(file)));
    int used = current.orElse(keys.lastKey());
    int first = used == 0 ? keys.firstKey() : used;
    byte[] key = Objects.requireNonNull(keys.remove(first));
    Peppers peppers = used == 0 ? Peppers.verifying(first, key) : Peppers.of(first, key);
    for (Map.Entry<Integer, byte[]> other : keys.entrySet()) {
      peppers = peppers.alsoVerifying(other.getKey(), other.getValue());
    }
    return peppers;
  }

  /** Does not pass on the exception of bad digits, whose message shows them. */
  private static byte[] key(Path file) {
    String text = String.join("", TextFile.lines(OPTION, file)).strip();
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw CliException.usage(
          OPTION + ": the file " + file + " must have hex digits only (openssl rand -hex 32)");
    }
  }
}
