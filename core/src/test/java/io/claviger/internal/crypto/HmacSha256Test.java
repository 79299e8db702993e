package io.claviger.internal.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

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
}
