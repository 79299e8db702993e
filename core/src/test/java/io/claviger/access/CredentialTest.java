package io.claviger.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import org.junit.jupiter.api.Test;

class CredentialTest {
  private static final String SECRET = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";

  @Test
  void aPairIsBothHalves() {
    assertEquals(
        Credential.pair(new PublicKey("abcdefgh"), PrivateKey.of(SECRET)),
        Credential.pair("abcdefgh", SECRET));
  }

  @Test
  void aMissingHalfIsMalformedAndThrowsNothing() {
    assertEquals(Credential.malformed(""), Credential.pair(null, SECRET));
    assertEquals(Credential.malformed(""), Credential.pair("abcdefgh", null));
  }

  @Test
  void nothingAtAllIsMissing() {
    assertEquals(Credential.missing(), Credential.pair((String) null, null));
    assertEquals(Credential.missing(), Credential.token(null));
  }

  @Test
  void aHalfOfAnyLengthIsAValue() {
    for (int length : new int[] {257, 513, 10_000_000}) {
      assertEquals(Credential.malformed(""), Credential.pair("a".repeat(length), SECRET));
      assertEquals(Credential.malformed(""), Credential.pair("abcdefgh", "a".repeat(length)));
      assertEquals(Credential.malformed(""), Credential.token("a".repeat(length)));
    }
    assertEquals(Credential.malformed(""), Credential.pair("a".repeat(33), SECRET));
    assertTrue(Credential.pair("a".repeat(32), "a".repeat(256)).privateKey().isPresent());
  }

  @Test
  void aHalfThatBreaksItsRuleIsMalformed() {
    assertEquals(Credential.malformed(""), Credential.pair("ABCDEFGH", SECRET));
    assertEquals(Credential.malformed(""), Credential.pair("abcdefgh", SECRET + " "));
    assertEquals(Credential.malformed(""), Credential.pair(SECRET, "abcdefgh"));
  }
}
