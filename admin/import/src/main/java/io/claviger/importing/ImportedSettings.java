package io.claviger.importing;

import io.claviger.importing.internal.BytesText;
import io.claviger.importing.internal.HashKind;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/**
 * A {@link ImportedFormat} and the hashes of its rows, as texts of a configuration. Programs that
 * import keys and programs that accept them can share the settings:
 *
 * <ul>
 *   <li>{@code name} and {@code credential}: the name and the expression of the format. With a
 *       group {@code id}, an id finds a row, otherwise its digest does.
 *   <li>{@code hash}: {@code sha256}, {@code sha512}, {@code sha3-256}, {@code hmac-sha256}, {@code
 *       hmac-sha512}, {@code bcrypt}, {@code argon2id}, {@code pbkdf2}, {@code scrypt} or {@code
 *       clear}. The last means that rows have the credential itself.
 *   <li>{@code salt}: {@code before} or {@code after}, where a digest had a salt.
 *   <li>{@code salt-value}: the salt, if it is the same for all rows.
 *   <li>{@code hmac-key}: the key. Its name is that of the format.
 * </ul>
 *
 * <p>A salt and a key are text, or {@code hex:} and hexadecimal digits, or {@code base64:} and
 * Base64. It prints without them. Immutable and thread-safe.
 */
public final class ImportedSettings {
  private static final Set<String> NAMES =
      new TreeSet<>(Set.of("name", "credential", "hash", "salt", "salt-value", "hmac-key"));

  private final HashKind kind;
  private final Optional<FastHash> recipe;
  private final Optional<byte[]> hmacKey;
  private final Optional<Boolean> saltBefore;
  private final boolean saltInRows;
  private final boolean findsById;
  private final ImportedFormat format;

  private ImportedSettings(Map<String, String> settings) {
    String name = required(settings, "name");
    String expression = required(settings, "credential");
    this.kind = HashKind.named(required(settings, "hash"));
    this.hmacKey = one(settings, "hmac-key").map(BytesText::read);
    this.saltBefore = one(settings, "salt").map(ImportedSettings::isBefore);
    Optional<byte[]> salt = one(settings, "salt-value").map(BytesText::read);
    this.saltInRows = saltBefore.isPresent() && salt.isEmpty();
    this.findsById = expression.contains("(?<id>");
    require(kind.isKeyed() == hmacKey.isPresent(), "hmac-key belongs to HMAC, which needs it");
    require(saltBefore.isEmpty() || kind.isFast(), "salt belongs to SHA and HMAC");
    require(salt.isEmpty() || saltBefore.isPresent(), "salt-value needs salt: before or after");
    require(
        findsById || (!saltInRows && (kind.isFast() || kind == HashKind.CLEAR)),
        "the expression must have a group id: only a digest with one salt or none finds a row");
    this.recipe = recipe(name).map(hash -> salt.map(each -> salted(hash, each)).orElse(hash));
    this.format = format(name, expression);
  }

  /**
   * Reads settings. A name without a value is left out of the map.
   *
   * @throws InvalidValueException if a setting is unknown, missing, bad, or does not fit another
   *     one. The message repeats neither salts nor keys
   */
  public static ImportedSettings of(Map<String, String> settings) {
    settings.keySet().stream()
        .filter(name -> !NAMES.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw InvalidValueException.of(
                  ErrorCode.INVALID_VALUE, "setting of old keys", name, "must be one of " + NAMES);
            });
    return new ImportedSettings(settings);
  }

  /** Returns the format. */
  public ImportedFormat format() {
    return format;
  }

  /** Checks whether each row needs an id. */
  public boolean findsById() {
    return findsById;
  }

  /** Checks whether each row needs a salt of its own. */
  public boolean saltInRows() {
    return saltInRows;
  }

  /** Checks whether rows have the credential itself instead of a hash. */
  public boolean isClear() {
    return kind == HashKind.CLEAR;
  }

  /**
   * Returns the secret of a row.
   *
   * @param stored the hash, or the credential if {@link #isClear}
   * @param id the id, if {@link #findsById}; not used for a credential, which contains it
   * @param salt the salt, if {@link #saltInRows}
   * @throws InvalidValueException if the hash has another form or is of another kind, or if the id
   *     or the salt is missing
   */
  public ImportedSecret secret(String stored, Optional<String> id, Optional<String> salt) {
    if (isClear()) {
      return format.clear(stored);
    }
    ImportedHash hash = hash(stored, salt);
    return findsById
        ? format.hashed(id.orElseThrow(() -> invalid("needs an id")), hash)
        : format.hashed(hash);
  }

  /** Gives the verifiers what they need to check the hashes. */
  public void configure(ImportedVerifiers.Builder verifiers) {
    hmacKey.ifPresent(key -> verifiers.hmacKey(format.name(), key));
  }

  /** Some software writes the name of the digest before it. */
  private ImportedHash hash(String stored, Optional<String> salt) {
    if (recipe.isEmpty() || (saltBefore.isEmpty() && stored.contains("$"))) {
      ImportedHash parsed = ImportedHash.parse(stored);
      String found = parsed.kind();
      if (!found.equals(kind.word()) && !found.startsWith(kind.word() + "-")) {
        throw invalid("has hashes of the kind " + kind.word() + ", but this one is " + found);
      }
      return parsed;
    }
    FastHash hash = recipe.get();
    if (saltInRows) {
      hash = salted(hash, BytesText.read(salt.orElseThrow(() -> invalid("needs a salt"))));
    }
    return hash.stored(stored);
  }

  private FastHash salted(FastHash hash, byte[] salt) {
    return saltBefore.orElseThrow() ? hash.saltBefore(salt) : hash.saltAfter(salt);
  }

  private Optional<FastHash> recipe(String name) {
    return switch (kind) {
      case SHA256 -> Optional.of(FastHash.sha256());
      case SHA512 -> Optional.of(FastHash.sha512());
      case SHA3_256 -> Optional.of(FastHash.sha3_256());
      case HMAC_SHA256 -> hmacKey.map(key -> FastHash.hmacSha256(name, key));
      case HMAC_SHA512 -> hmacKey.map(key -> FastHash.hmacSha512(name, key));
      default -> Optional.empty();
    };
  }

  /** The digest that finds a credential in clear text is SHA-256. */
  private ImportedFormat format(String name, String expression) {
    try {
      return findsById
          ? ImportedFormat.of(name, expression)
          : ImportedFormat.byDigest(name, expression, recipe.orElse(FastHash.sha256()));
    } catch (PatternSyntaxException e) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "expression of format " + name,
          expression,
          "must be a regular expression (" + e.getDescription() + ")");
    }
  }

  private static boolean isBefore(String text) {
    require(text.equals("before") || text.equals("after"), "salt must be before or after");
    return text.equals("before");
  }

  private static Optional<String> one(Map<String, String> settings, String name) {
    return Optional.ofNullable(settings.get(name));
  }

  private static String required(Map<String, String> settings, String name) {
    return one(settings, name)
        .orElseThrow(
            () ->
                InvalidValueException.hidden(
                    ErrorCode.INVALID_VALUE, "settings of old keys", name + " is missing"));
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw InvalidValueException.hidden(ErrorCode.INVALID_VALUE, "settings of old keys", rule);
    }
  }

  private InvalidValueException invalid(String rule) {
    return InvalidValueException.hidden(ErrorCode.INVALID_VALUE, "format " + format.name(), rule);
  }

  /** Returns the name of the format and the kind of the hash. */
  @Override
  public String toString() {
    return "ImportedSettings[" + format.name() + ", " + kind.word() + "]";
  }
}
