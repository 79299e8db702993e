package io.claviger.importing.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads hashes as other software writes them: PHC strings and those of passlib, bcrypt's own form,
 * and the forms of Spring Security and Django.
 */
public final class Notation {
  private static final Pattern SPRING = Pattern.compile("\\{([^}]{1,60})\\}(.*)");
  private static final Pattern PHC_PBKDF2 =
      Pattern.compile("\\$pbkdf2(-sha[0-9]+)?\\$(?:i=)?([0-9]{1,9})(?:,l=[0-9]+)?(\\$.*)");
  private static final Pattern SPRING_SCRYPT =
      Pattern.compile("\\$([0-9a-f]{1,8})\\$([^$]+)\\$([^$]+)");
  private static final Pattern DJANGO_PBKDF2 =
      Pattern.compile("pbkdf2_(sha[0-9]+)\\$([0-9]{1,9})\\$([^$]+)\\$([^$]+)");
  private static final Pattern DJANGO_SCRYPT =
      Pattern.compile("scrypt\\$([0-9]{1,9})\\$([^$]+)\\$([0-9]{1,9})\\$([0-9]{1,9})\\$([^$]+)");
  private static final Pattern DJANGO_DIGEST = Pattern.compile("(sha256|sha512)\\$\\$([0-9a-f]+)");

  private Notation() {}

  /** Throws {@link io.claviger.model.InvalidValueException} for a text of another form. */
  public static StoredHash read(String text) {
    Matcher spring = SPRING.matcher(text);
    if (spring.matches()) {
      return spring(spring.group(1), spring.group(2));
    }
    return text.startsWith("$") ? modular(text) : django(text);
  }

  /** Reads a text that begins with {@code $}, the name of its kind, and another one. */
  private static StoredHash modular(String text) {
    if (text.startsWith("$2")) {
      return new BcryptHash(text, false);
    }
    if (text.startsWith("$argon2")) {
      return new Argon2Hash(text.substring(1));
    }
    Matcher pbkdf2 = PHC_PBKDF2.matcher(text);
    if (pbkdf2.matches()) {
      String digest = pbkdf2.group(1) == null ? "-sha1" : pbkdf2.group(1);
      return Encoding.pbkdf2("pbkdf2" + digest + "$i=" + pbkdf2.group(2) + pbkdf2.group(3));
    }
    Matcher scrypt = SPRING_SCRYPT.matcher(text);
    return scrypt.matches() ? springScrypt(scrypt) : Encoding.scrypt(text.substring(1));
  }

  /** The id of the encoder stands before the hash, and names its parameters. */
  private static StoredHash spring(String id, String hash) {
    return switch (id) {
      case "bcrypt",
          "argon2",
          "argon2@SpringSecurity_v5_8",
          "scrypt",
          "scrypt@SpringSecurity_v5_8" -> {
        Costs.require(hash.startsWith("$"), "the hash after {" + id + "} must begin with $");
        yield modular(hash);
      }
      case "pbkdf2" -> springPbkdf2(hash, "sha1", 8, 185_000);
      case "pbkdf2@SpringSecurity_v5_8" -> springPbkdf2(hash, "sha256", 16, 310_000);
      case "noop" -> throw Costs.refusal("{noop} is clear text; import it as such");
      default -> throw Costs.refusal("encoders of Spring must be bcrypt, argon2, scrypt or pbkdf2");
    };
  }

  /** Reads hexadecimal digits of the salt and, directly after it, the hash. */
  public static StoredHash springPbkdf2(String hex, String digest, int saltBytes, int rounds) {
    byte[] bytes = Base64Text.hex(hex);
    Costs.require(
        saltBytes >= 0 && saltBytes < bytes.length, "a hash must be longer than its salt");
    byte[] salt = Arrays.copyOf(bytes, saltBytes);
    byte[] hash = Arrays.copyOfRange(bytes, saltBytes, bytes.length);
    return new Pbkdf2Hash(digest, rounds, salt, hash);
  }

  /** The parameters are one number: the exponent of N, r and p. */
  private static StoredHash springScrypt(Matcher matcher) {
    long parameters = Long.parseLong(matcher.group(1), 16);
    return new ScryptHash(
        (int) (parameters >> 16 & 0xffff),
        (int) (parameters >> 8 & 0xff),
        (int) (parameters & 0xff),
        Base64Text.decode(matcher.group(2)),
        Base64Text.decode(matcher.group(3)));
  }

  private static StoredHash django(String text) {
    if (text.startsWith("bcrypt_sha256$")) {
      return new BcryptHash(text.substring("bcrypt_sha256$".length()), true);
    }
    if (text.startsWith("bcrypt$")) {
      return new BcryptHash(text.substring("bcrypt$".length()), false);
    }
    if (text.startsWith("argon2$")) {
      return new Argon2Hash(text.substring("argon2$".length()));
    }
    Matcher digest = DJANGO_DIGEST.matcher(text);
    if (digest.matches()) {
      DigestAlgorithm algorithm =
          digest.group(1).equals("sha256") ? DigestAlgorithm.SHA_256 : DigestAlgorithm.SHA_512;
      return new DigestRecipe(algorithm, "", new byte[0], new byte[0]).stored(digest.group(2));
    }
    Matcher pbkdf2 = DJANGO_PBKDF2.matcher(text);
    if (pbkdf2.matches()) {
      return new Pbkdf2Hash(
          pbkdf2.group(1),
          Costs.number(pbkdf2.group(2)),
          pbkdf2.group(3).getBytes(StandardCharsets.UTF_8),
          Base64Text.decode(pbkdf2.group(4)));
    }
    Matcher scrypt = DJANGO_SCRYPT.matcher(text);
    Costs.require(scrypt.matches(), "the form of the hash is unknown");
    int cost = Costs.number(scrypt.group(1));
    Costs.require(Integer.bitCount(cost) == 1, "the cost of scrypt must be a power of two");
    return new ScryptHash(
        Integer.numberOfTrailingZeros(cost),
        Costs.number(scrypt.group(3)),
        Costs.number(scrypt.group(4)),
        scrypt.group(2).getBytes(StandardCharsets.UTF_8),
        Base64Text.decode(scrypt.group(5)));
  }
}
