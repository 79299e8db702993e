package io.claviger.benchmarks.warmcheck;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The hash functions of the JDK. Each thread reuses one object of each. */
@State(Scope.Thread)
public class FloorHash {
  private Mac mac;
  private MessageDigest sha256;

  /** Creates both objects. */
  @Setup
  public void open() throws GeneralSecurityException {
    mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
    sha256 = MessageDigest.getInstance("SHA-256");
  }

  byte[] hash(boolean peppered, byte[] salt, String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.ISO_8859_1);
    if (peppered) {
      mac.update(salt);
      return mac.doFinal(bytes);
    }
    sha256.update(salt);
    return sha256.digest(bytes);
  }
}
