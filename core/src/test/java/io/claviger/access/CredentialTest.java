package io.claviger.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.access.Credential.Malformed;
import io.claviger.access.Credential.Missing;
import io.claviger.access.Credential.Pair;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import org.junit.jupiter.api.Test;

class CredentialTest {
  private static final String SECRET = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";

  @Test
  void aPairIsBothHalves() {
    assertEquals(
        new Pair(new PublicKey("abcdefgh"), PrivateKey.of(SECRET)),
        Credential.pair("abcdefgh", SECRET));
  }

  @Test
  void aMissingHalfIsMalformedAndThrowsNothing() {
    assertEquals(new Malformed(), Credential.pair(null, SECRET));
    assertEquals(new Malformed(), Credential.pair("abcdefgh", null));
  }

  @Test
  void nothingAtAllIsMissing() {
    assertEquals(new Missing(), Credential.pair(null, null));
    assertEquals(new Missing(), Credential.token(null));
  }

  @Test
  void aHalfOfAnyLengthIsAValue() {
    for (int length : new int[] {257, 513, 10_000_000}) {
      assertEquals(new Malformed(), Credential.pair("a".repeat(length), SECRET));
      assertEquals(new Malformed(), Credential.pair("abcdefgh", "a".repeat(length)));
      assertEquals(new Malformed(), Credential.token("a".repeat(length)));
    }
    assertEquals(new Malformed(), Credential.pair("a".repeat(33), SECRET));
    assertInstanceOf(Pair.class, Credential.pair("a".repeat(32), "a".repeat(256)));
  }

  @Test
  void aHalfThatBreaksItsRuleIsMalformed() {
    assertEquals(new Malformed(), Credential.pair("ABCDEFGH", SECRET));
    assertEquals(new Malformed(), Credential.pair("abcdefgh", SECRET + " "));
    assertEquals(new Malformed(), Credential.pair(SECRET, "abcdefgh"));
  }
}
