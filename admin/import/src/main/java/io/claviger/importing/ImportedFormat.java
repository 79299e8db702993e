package io.claviger.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.access.Credential;
import io.claviger.importing.internal.Derived;
import io.claviger.importing.internal.HmacKeys;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form of credentials that other software issued. A regular expression recognises one, and
 * names two parts of it:
 *
 * <ul>
 *   <li>The group {@code id} finds the row. Without it, the digest of the secret does.
 *   <li>The group {@code secret} was hashed. Without it, the whole text was.
 * </ul>
 *
 * <pre>{@code
 * ImportedFormat format = ImportedFormat.of("sanctum", "(?<id>[0-9]{1,18})\\|(?<secret>[0-9A-Za-z]{40,60})");
 * }</pre>
 *
 * <p>The public key of an imported key is derived from the name of the format and the id, or from
 * the digest. It has 32 characters. So the name must never change. Every text that a request
 * presents is matched, so the expression must not backtrack exponentially. Immutable and
 * thread-safe.
 */
public final class ImportedFormat {
  private static final int MAX_LENGTH = 512;
  private static final Credential MALFORMED = Credential.malformed("");

  private final String name;
  private final Pattern pattern;
  private final boolean hasSecret;
  private final Optional<FastHash> finder;

  private ImportedFormat(String name, String expression, Optional<FastHash> finder) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(expression, "expression");
    HmacKeys.requireName("name of a format", name);
    this.name = name;
    this.pattern = Pattern.compile(expression);
    this.hasSecret = expression.contains("(?<secret>");
    this.finder = finder;
    if (expression.contains("(?<id>") == finder.isPresent()) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "expression of format " + name,
          expression,
          finder.isPresent()
              ? "must have no group id, since the digest finds the row"
              : "must have a group id, which finds the row, or use byDigest");
    }
  }

  /**
   * Returns a format whose group {@code id} finds the row.
   *
   * @param name 1 to 30 characters of a-z, 0-9 and -
   * @param expression a regular expression that matches the whole text
   * @throws InvalidValueException for another name, or without a group {@code id}
   */
  public static ImportedFormat of(String name, String expression) {
    return new ImportedFormat(name, expression, Optional.empty());
  }

  /**
   * Returns a format whose rows are found by the digest of the secret.
   *
   * @param hash the hash of each row; it has no salt, or the same one for all rows
   * @throws InvalidValueException for another name, or with a group {@code id}
   */
  public static ImportedFormat byDigest(String name, String expression, FastHash hash) {
    return new ImportedFormat(name, expression, Optional.of(Objects.requireNonNull(hash, "hash")));
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /**
   * Reads the text that a request presents. For the scheme Basic, this is the user-id, a colon and
   * the password.
   *
   * @return a pair; malformed for a text of another form
   */
  public Credential read(String text) {
    Objects.requireNonNull(text, "text");
    if (text.length() > MAX_LENGTH) {
      return MALFORMED;
    }
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      return MALFORMED;
    }
    String secret = hasSecret ? matcher.group("secret") : text;
    try {
      PrivateKey privateKey = PrivateKey.of(secret == null ? "" : secret);
      if (finder.isPresent()) {
        return Credential.pair(publicKey(finder.get().digest(privateKey)), privateKey);
      }
      // An alternative of the expression may leave the group out.
      String id = matcher.group("id");
      return id == null ? MALFORMED : Credential.pair(publicKey(id), privateKey);
    } catch (InvalidValueException e) {
      return MALFORMED;
    }
  }

  /**
   * Returns the secret of a row.
   *
   * @param id the text that the group {@code id} matches in the credential of this row
   * @throws InvalidValueException if the digest finds the rows of this format
   */
  public ImportedSecret hashed(String id, ImportedHash hash) {
    Objects.requireNonNull(id, "id");
    if (finder.isPresent()) {
      throw invalid("finds rows by their digest; leave the id out");
    }
    return ImportedSecret.hashed(publicKey(id), hash);
  }

  /**
   * Returns the secret of a row that its digest finds.
   *
   * @throws InvalidValueException if the format needs an id, or if the hash was not made as the
   *     format says
   */
  public ImportedSecret hashed(ImportedHash hash) {
    Objects.requireNonNull(hash, "hash");
    FastHash its = finder.orElseThrow(() -> invalid("finds rows by an id; give it"));
    byte[] digest =
        its.digest(hash)
            .orElseThrow(() -> invalid("has other hashes than this one, which finds no row"));
    return ImportedSecret.hashed(publicKey(digest), hash);
  }

  /**
   * Returns the secret with this clear text, as a client presents it.
   *
   * @throws InvalidValueException if the text has another form. The message does not repeat it
   */
  public ImportedSecret clear(String text) {
    Credential pair = read(text);
    if (pair.isMalformed()) {
      throw invalid("does not match this clear text, which is not shown here");
    }
    return ImportedSecret.clear(pair);
  }

  private PublicKey publicKey(String id) {
    return publicKey(id.getBytes(UTF_8));
  }

  private PublicKey publicKey(byte[] finding) {
    return Derived.publicKey(name, finding);
  }

  private InvalidValueException invalid(String rule) {
    return InvalidValueException.hidden(ErrorCode.INVALID_VALUE, "format " + name, rule);
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return "ImportedFormat[" + name + "]";
  }
}
