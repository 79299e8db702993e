package io.claviger.store.jdbc.leaks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.PrivateKey;
import io.claviger.spi.Verifier;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A part of a secret is found in every form, and what may be shown is not. */
final class SecretsTest {
  private static final String CLEAR = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";

  private final Secrets secrets = new Secrets();

  @Test
  void everyPartOfAUuidThatIsNotShown() {
    secrets.add(PrivateKey.of(CLEAR));
    for (int start = 0; start + 10 <= 24; start++) {
      assertFound("before " + CLEAR.substring(start, start + 10) + " behind");
    }
    assertFound(CLEAR.substring(12));
    assertNotFound(CLEAR.substring(15));
    assertNotFound("********-****-****-7b04d2f8a5c3");
    assertNotFound(CLEAR.substring(0, 9) + " " + CLEAR.substring(9, 18));
  }

  @Test
  void theSecretOfATokenAndNotItsHead() {
    String head = "acme_nzrifhoh_";
    String secret = "qBhy02hoi8ucTVyAmSRnraF4pk0bZu3y9eSIu1mojYw1NCVds";
    secrets.add(PrivateKey.of(head + secret));
    assertFound(head + secret.substring(0, 10));
    assertFound(secret.substring(secret.length() - 10));
    assertNotFound(head + "********");
    assertNotFound(head + secret.substring(0, 9));
  }

  @Test
  void anAuthorizationHeader() {
    secrets.add(PrivateKey.of(CLEAR));
    for (String publicKey : new String[] {"abcdefgh", "abcdefghi", "abcdefghij"}) {
      String pair = publicKey + ":" + CLEAR;
      String base64 = Base64.getEncoder().encodeToString(pair.getBytes(US_ASCII));
      assertFound("Basic " + base64);
      assertNotFound("Basic " + base64.substring(0, 20));
      assertNotFound("Basic " + base64.substring(base64.length() - 20));
    }
  }

  @Test
  void bytesInEveryForm() {
    byte[] pepper = new byte[32];
    new Random(1).nextBytes(pepper);
    secrets.add("a pepper", pepper);
    assertFound(HexFormat.of().formatHex(pepper));
    assertFound(HexFormat.of().withUpperCase().formatHex(pepper, 5, 15));
    assertFound(Base64.getEncoder().encodeToString(pepper));
    assertFound(Base64.getUrlEncoder().encodeToString(pepper));
    assertFound(Arrays.toString(pepper));
    assertNotFound(HexFormat.of().formatHex(pepper, 5, 14));
  }

  @Test
  void ofAVerifierItsHash() {
    secrets.add(new Verifier("sha256$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA"));
    assertFound("bound: aGFzaGhhc2hoYXNoaGFzaA");
    assertNotFound("sha256$c2FsdHNhbHRzYWx0c2FsdA$");
  }

  private void assertFound(String text) {
    assertTrue(secrets.in(text).isPresent(), text);
  }

  private void assertNotFound(String text) {
    assertEquals(Optional.empty(), secrets.in(text), text);
  }
}
