package io.claviger.importing.internal;

import io.claviger.model.PrivateKey;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** A hash of Argon2id. */
public final class Argon2Hash implements StoredHash {
  private static final Pattern FORM =
      Pattern.compile(
          "argon2id\\$v=19\\$m=([0-9]{1,9}),t=([0-9]{1,9}),p=([0-9]{1,9})\\$([^$]+)\\$([^$]+)");

  private final int memory;
  private final int passes;
  private final int lanes;
  private final byte[] salt;
  private final byte[] hash;

  /** Reads the PHC string without its first character. */
  Argon2Hash(String text) {
    Matcher matcher = FORM.matcher(text);
    Costs.require(
        matcher.matches(), "a hash of Argon2id must be $argon2id$v=19$m=,t=,p=$salt$hash");
    this.memory = Costs.number(matcher.group(1));
    this.passes = Costs.number(matcher.group(2));
    this.lanes = Costs.number(matcher.group(3));
    this.salt = Base64Text.decode(matcher.group(4));
    this.hash = Base64Text.decode(matcher.group(5));
    Costs.requireLengths(salt, hash);
    boolean sound = lanes >= 1 && passes >= 1 && memory >= 8 * lanes;
    Costs.require(
        sound && memory <= Costs.MEMORY_KIB && passes <= Costs.PASSES && lanes <= Costs.PASSES,
        String.format(
            "Argon2id must take at most %s KiB, %s passes and %s lanes",
            Costs.MEMORY_KIB, Costs.PASSES, Costs.PASSES));
  }

  @Override
  public String kind() {
    return "argon2id";
  }

  @Override
  public String encoded() {
    return String.format(
        "argon2id$v=19$m=%s,t=%s,p=%s$%s$%s",
        memory, passes, lanes, Base64Text.encode(salt), Base64Text.encode(hash));
  }

  @Override
  public boolean accepts(PrivateKey presented, HmacKeys keys) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] computed = new byte[hash.length];
    generator.generateBytes(DigestHash.bytes(presented), computed);
    return MessageDigest.isEqual(computed, hash);
  }
}
