package io.claviger.internal.credential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HmacSha256Test {
  @Property
  void itIsThatOfThePlatform(
      @ForAll @Size(min = 1, max = 64) byte[] key, @ForAll byte[] first, @ForAll byte[] second)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    mac.update(first);
    HmacSha256 hmac = new HmacSha256(key);

    byte[] expected = mac.doFinal(second);

    assertArrayEquals(expected, hmac.of(first, second));
    assertArrayEquals(expected, hmac.of(first, second));
  }

  @Test
  void aKeyHasABlockAtMost() {
    assertThrows(IllegalArgumentException.class, () -> new HmacSha256(new byte[0]));
    assertThrows(IllegalArgumentException.class, () -> new HmacSha256(new byte[65]));
  }
}
