package io.claviger.http.digest;

import static io.claviger.http.digest.DigestAlgorithm.MD5;
import static io.claviger.http.digest.DigestAlgorithm.SHA_256;
import static io.claviger.http.digest.DigestAlgorithm.SHA_512_256;
import static io.claviger.http.digest.DigestFixture.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.InvalidValueException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestSettingsTest {
  private static final DigestSettings PLAIN = DigestSettings.of("realm", SHA_256, MD5);

  @Test
  void allThatIsNotSaidHasADefault() {
    assertEquals("realm", PLAIN.realm());
    assertEquals(List.of(SHA_256, MD5), PLAIN.accepted());
    assertEquals(List.of(SHA_256, MD5), PLAIN.offered());
    assertEquals(Duration.ofSeconds(60), PLAIN.nonceLifetime());
    assertEquals(1024, PLAIN.usesPerNonce());
    assertEquals(Optional.empty(), PLAIN.replayWindow());
    assertEquals(
        "Digest in realm \"realm\", accepts [SHA_256, MD5], offers [SHA_256, MD5]",
        PLAIN.toString());
  }

  @Test
  void eachPartIsSetByItself() {
    ReplayWindow window = ReplayWindow.inMemory(NOW);
    DigestSettings all =
        PLAIN
            .withOffered(MD5)
            .withNonceLifetime(Duration.ofDays(1))
            .withUsesPerNonce(100_000)
            .withReplayWindow(window)
            .withNonceLifetime(Duration.ofSeconds(1))
            .withUsesPerNonce(1);
    assertEquals(List.of(SHA_256, MD5), all.accepted());
    assertEquals(List.of(MD5), all.offered());
    assertEquals(Duration.ofSeconds(1), all.nonceLifetime());
    assertEquals(1, all.usesPerNonce());
    assertEquals(Optional.of(window), all.replayWindow());
    assertEquals(List.of(MD5, SHA_256), PLAIN.withOffered(MD5, SHA_256).offered());
    assertThrows(UnsupportedOperationException.class, () -> PLAIN.accepted().clear());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\"b", "a\\b", "a\nb", "\u00e9", "a\u007f", "\0", "\t"})
  void aRealmIsPrintableAndNeedsNoEscapes(String realm) {
    assertThrows(InvalidValueException.class, () -> DigestSettings.of(realm, MD5));
  }

  @Test
  void aRealmHasAHundredCharactersAtMost() {
    assertEquals(100, DigestSettings.of("x".repeat(100), MD5).realm().length());
    assertEquals("!~ #", DigestSettings.of("!~ #", MD5).realm());
    assertThrows(InvalidValueException.class, () -> DigestSettings.of("x".repeat(101), MD5));
  }

  @Test
  void algorithmsComeOnceAndAreAcceptedWhereTheyAreOffered() {
    assertThrows(InvalidValueException.class, () -> DigestSettings.of("a", MD5, MD5));
    assertThrows(InvalidValueException.class, () -> PLAIN.withOffered());
    assertThrows(InvalidValueException.class, () -> PLAIN.withOffered(MD5, MD5));
    assertThrows(InvalidValueException.class, () -> PLAIN.withOffered(MD5, SHA_512_256));
  }

  @Test
  void numbersHaveLimits() {
    for (Duration wrong :
        List.of(
            Duration.ZERO,
            Duration.ofMillis(999),
            Duration.ofSeconds(-1),
            Duration.ofDays(1).plusNanos(1))) {
      assertThrows(InvalidValueException.class, () -> PLAIN.withNonceLifetime(wrong));
    }
    for (int wrong : new int[] {0, -1, 100_001, Integer.MAX_VALUE}) {
      assertThrows(InvalidValueException.class, () -> PLAIN.withUsesPerNonce(wrong));
    }
  }
}
