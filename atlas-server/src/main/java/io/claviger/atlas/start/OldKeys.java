package io.claviger.atlas.start;

import io.claviger.importing.ImportedSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A format of imported keys that the server accepts as they were presented before.
 *
 * @param header the name of a header that carries such a credential, in lower case; empty if only
 *     Authorization does
 */
public record OldKeys(ImportedSettings settings, Optional<String> header) {
  private static final String HEADER = "header";

  /** Checks that no part is null, and that the header can be one. */
  public OldKeys {
    Objects.requireNonNull(settings, "settings");
    header.ifPresent(
        name ->
            require(
                name.matches("[a-z0-9-]{1,100}") && !name.equals("authorization"),
                "header must be the name of another header than Authorization"));
  }

  /** Reads a file with one setting on each line. No message repeats a value that may be secret. */
  static OldKeys read(String file) {
    Map<String, String> settings = new HashMap<>();
    for (String line : lines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split("=", 2);
        require(parts.length == 2, "each line must be NAME=VALUE");
        require(
            settings.put(parts[0].strip(), parts[1].strip()) == null, "no name may be there twice");
      }
    }
    Optional<String> header =
        Optional.ofNullable(settings.remove(HEADER)).map(name -> name.toLowerCase(Locale.ROOT));
    return new OldKeys(ImportedSettings.of(settings), header);
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("the file " + file + " cannot be read", e);
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("in the file, " + rule);
    }
  }
}
