package io.claviger.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.PrivateKey;
import io.claviger.PublicKey;
import io.claviger.access.PresentedCredential.Malformed;
import io.claviger.access.PresentedCredential.Missing;
import io.claviger.access.PresentedCredential.Pair;
import org.junit.jupiter.api.Test;

class PresentedCredentialTest {
  private static final String SECRET = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";

  @Test
  void aPairIsBothHalves() {
    assertEquals(
        new Pair(new PublicKey("abcdefgh"), PrivateKey.of(SECRET)),
        PresentedCredential.pair("abcdefgh", SECRET));
  }

  @Test
  void aMissingHalfIsMalformedAndThrowsNothing() {
    assertEquals(new Malformed(), PresentedCredential.pair(null, SECRET));
    assertEquals(new Malformed(), PresentedCredential.pair("abcdefgh", null));
  }

  @Test
  void nothingAtAllIsMissing() {
    assertEquals(new Missing(), PresentedCredential.pair(null, null));
    assertEquals(new Missing(), PresentedCredential.token(null));
  }

  @Test
  void aHalfOfAnyLengthIsAValue() {
    for (int length : new int[] {257, 513, 10_000_000}) {
      assertEquals(new Malformed(), PresentedCredential.pair("a".repeat(length), SECRET));
      assertEquals(new Malformed(), PresentedCredential.pair("abcdefgh", "a".repeat(length)));
      assertEquals(new Malformed(), PresentedCredential.token("a".repeat(length)));
    }
    assertEquals(new Malformed(), PresentedCredential.pair("a".repeat(33), SECRET));
    assertInstanceOf(Pair.class, PresentedCredential.pair("a".repeat(32), "a".repeat(256)));
  }

  @Test
  void aHalfThatBreaksItsRuleIsMalformed() {
    assertEquals(new Malformed(), PresentedCredential.pair("ABCDEFGH", SECRET));
    assertEquals(new Malformed(), PresentedCredential.pair("abcdefgh", SECRET + " "));
    assertEquals(new Malformed(), PresentedCredential.pair(SECRET, "abcdefgh"));
  }
}
