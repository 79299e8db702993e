package io.claviger.importing.internal;

import io.claviger.model.PrivateKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** A hash of bcrypt. */
public final class BcryptHash implements StoredHash {
  private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$[0-9]{2}\\$[./0-9A-Za-z]{53}");

  /** Bcrypt ignores what follows these bytes. */
  private static final int MAX_BYTES = 72;

  private final String text;
  private final boolean digested;

  /**
   * Creates the hash.
   *
   * @param text as bcrypt writes it
   * @param digested whether bcrypt hashed the SHA-256 of the secret, in hexadecimal digits
   */
  BcryptHash(String text, boolean digested) {
    Costs.require(FORM.matcher(text).matches(), "a hash of bcrypt must be $2a$, $2b$ or $2y$");
    int cost = Costs.number(text.substring(4, 6));
    Costs.require(
        cost >= 4 && cost <= Costs.BCRYPT, "the cost of bcrypt must be 4 to " + Costs.BCRYPT);
    this.text = text;
    this.digested = digested;
  }

  @Override
  public String kind() {
    return digested ? "bcrypt-sha256" : "bcrypt";
  }

  @Override
  public String encoded() {
    return kind() + text;
  }

  /**
   * Refuses a longer secret than bcrypt reads: anything after the right beginning would be accepted
   * otherwise, and would become the secret of the key. It is hashed all the same, since each
   * rejection takes the same work.
   */
  @Override
  public boolean accepts(PrivateKey presented, HmacKeys keys) {
    byte[] secret = digested ? digest(presented) : DigestHash.bytes(presented);
    boolean accepted = OpenBSDBCrypt.checkPassword(text, secret);
    return accepted && secret.length <= MAX_BYTES;
  }

  private static byte[] digest(PrivateKey presented) {
    byte[] digest = DigestAlgorithm.SHA_256.hash(new byte[0], DigestHash.bytes(presented));
    return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.ISO_8859_1);
  }
}
