package io.claviger.cli.command;

import io.claviger.cli.error.CliException;
import io.claviger.cli.store.TextFile;
import io.claviger.importing.ImportedSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that describe the credentials of other software, and their hashes. */
final class OldKeyOptions {
  private static final String CLEAR = "clear";

  @Option(
      names = "--credential",
      paramLabel = "NAME=REGEX",
      description =
          "the name and the expression of the ImportedFormat that the application declares; its"
              + " group id finds a row, and its group secret was hashed")
  Optional<String> credential = Optional.empty();

  @Option(
      names = "--hash",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description =
          "what the other software stored: sha256, sha512, sha3-256, hmac-sha256,"
              + " hmac-sha512, bcrypt, argon2id, pbkdf2, scrypt or clear")
  Optional<String> hash = Optional.empty();

  @Option(
      names = "--salt",
      paramLabel = "before|after",
      description = "where the salt of a digest was; it is in the column salt of each row")
  Optional<String> salt = Optional.empty();

  @Option(
      names = "--salt-file",
      paramLabel = "FILE",
      description = "a file whose first line is the salt of all rows")
  Optional<Path> saltFile = Optional.empty();

  @Option(
      names = "--hmac-key-file",
      paramLabel = "FILE",
      description = "a file whose first line is the key: text, or hex: or base64: and the key")
  Optional<Path> hmacKeyFile = Optional.empty();

  /** The words that a shell completes. */
  static final class Kinds extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Kinds() {
      super(
          List.of(
              "sha256",
              "sha512",
              "sha3-256",
              "hmac-sha256",
              "hmac-sha512",
              "bcrypt",
              "argon2id",
              "pbkdf2",
              "scrypt",
              CLEAR));
    }
  }

  boolean isClear() {
    return hash.map(CLEAR::equals).orElse(false);
  }

  /** Returns the settings; empty for credentials of this library. */
  Optional<ImportedSettings> settings() {
    if (credential.isEmpty()) {
      boolean nothing = salt.isEmpty() && saltFile.isEmpty() && hmacKeyFile.isEmpty();
      if (nothing && hash.map(CLEAR::equals).orElse(true)) {
        return Optional.empty();
      }
      throw CliException.usage("say with --credential NAME=REGEX how the old credentials look");
    }
    String[] form = credential.get().split("=", 2);
    if (form.length != 2) {
      throw CliException.usage("--credential must be NAME=REGEX");
    }
    Map<String, String> settings = new HashMap<>(Map.of("name", form[0], "credential", form[1]));
    hash.ifPresent(kind -> settings.put("hash", kind));
    salt.ifPresent(place -> settings.put("salt", place));
    saltFile.ifPresent(file -> settings.put("salt-value", first("--salt-file", file)));
    hmacKeyFile.ifPresent(file -> settings.put("hmac-key", first("--hmac-key-file", file)));
    return Optional.of(ImportedSettings.of(settings));
  }

  static String first(String option, Path file) {
    return TextFile.lines(option, file).stream()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElseThrow(() -> CliException.usage(option + ": the file " + file + " is empty"));
  }
}
