package io.claviger.benchmarks.oauth;

import io.claviger.benchmarks.keys.Position;
import io.claviger.benchmarks.keys.SkewedSequence;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The least that a check of an access token needs: one HMAC of its bytes, and one read of a map.
 */
@State(Scope.Thread)
public class Floor {
  private static final int TOKEN_BYTES = 120;

  private final Map<String, byte[]> macs = new HashMap<>();
  private final String[] ids = new String[TokenKeys.KEYS];
  private final byte[][] tokens = new byte[TokenKeys.KEYS][TOKEN_BYTES];
  private final int[] sequence = SkewedSequence.over(TokenKeys.KEYS);
  private Mac mac;

  /** Fills the map. */
  @Setup
  public void open() throws GeneralSecurityException {
    mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < tokens.length; i++) {
      random.nextBytes(tokens[i]);
      byte[] id = Arrays.copyOf(tokens[i], 12);
      macs.put(new String(id, StandardCharsets.ISO_8859_1), mac.doFinal(tokens[i]));
      ids[i] = new String(id, StandardCharsets.ISO_8859_1);
    }
  }

  boolean request(Position position) {
    int token = position.in(sequence);
    return MessageDigest.isEqual(macs.get(ids[token]), mac.doFinal(tokens[token]));
  }
}
