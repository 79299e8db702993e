package io.claviger.importing.internal;

import io.claviger.model.InvalidValueException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the texts of {@link StoredHash#encoded}. */
public final class Encoding {
  private static final Pattern PBKDF2 =
      Pattern.compile("pbkdf2-(sha[0-9]+)\\$i=([0-9]{1,9})\\$([^$]*)\\$([^$]+)");
  private static final Pattern SCRYPT =
      Pattern.compile("scrypt\\$ln=([0-9]{1,9}),r=([0-9]{1,9}),p=([0-9]{1,9})\\$([^$]*)\\$([^$]+)");

  private Encoding() {}

  /** Returns the hash; empty for a text that is damaged, unknown or too expensive to check. */
  public static Optional<StoredHash> decode(String text) {
    try {
      return Optional.of(read(text));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  private static StoredHash read(String text) {
    int end = text.indexOf('$');
    String kind = end < 0 ? text : text.substring(0, end);
    return switch (kind) {
      case "bcrypt", "bcrypt-sha256" ->
          new BcryptHash(text.substring(kind.length()), kind.equals("bcrypt-sha256"));
      case "argon2id" -> new Argon2Hash(text);
      case "scrypt" -> scrypt(text);
      default -> kind.startsWith("pbkdf2-") ? pbkdf2(text) : digest(kind, text);
    };
  }

  static StoredHash pbkdf2(String text) {
    Matcher matcher = PBKDF2.matcher(text);
    Costs.require(matcher.matches(), "PBKDF2 must have rounds, a salt and a hash");
    return new Pbkdf2Hash(
        matcher.group(1),
        Costs.number(matcher.group(2)),
        Base64Text.decode(matcher.group(3)),
        Base64Text.decode(matcher.group(4)));
  }

  static StoredHash scrypt(String text) {
    Matcher matcher = SCRYPT.matcher(text);
    Costs.require(matcher.matches(), "scrypt must be $scrypt$ln=,r=,p=$salt$hash");
    return new ScryptHash(
        Costs.number(matcher.group(1)),
        Costs.number(matcher.group(2)),
        Costs.number(matcher.group(3)),
        Base64Text.decode(matcher.group(4)),
        Base64Text.decode(matcher.group(5)));
  }

  private static StoredHash digest(String kind, String text) {
    DigestAlgorithm algorithm =
        Arrays.stream(DigestAlgorithm.values())
            .filter(each -> each.kind.equals(kind))
            .findFirst()
            .orElseThrow(() -> Costs.refusal("the kind of the hash is unknown"));
    String[] parts = text.split("\\$", -1);
    int first = algorithm.keyed ? 2 : 1;
    Costs.require(parts.length == first + 3, "a digest must have two salts");
    DigestRecipe recipe =
        new DigestRecipe(
            algorithm,
            algorithm.keyed ? parts[1] : "",
            Base64Text.decode(parts[first]),
            Base64Text.decode(parts[first + 1]));
    return new DigestHash(recipe, Base64Text.decode(parts[first + 2]));
  }
}
