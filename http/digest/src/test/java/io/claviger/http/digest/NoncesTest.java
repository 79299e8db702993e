package io.claviger.http.digest;

import static io.claviger.http.digest.DigestFixture.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Peppers;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoncesTest {
  private static final byte[] OLD = DigestFixture.pepper(1);
  private static final byte[] NEW = DigestFixture.pepper(2);

  private final Nonces nonces = nonces(Peppers.of(1, OLD));

  @Property(tries = 200)
  void aNonceTellsWhenItWasMade(
      @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second) {
    Instant at = Instant.ofEpochSecond(second, 123_456_000);
    assertEquals(Optional.of(at), nonces.made(nonces.make(at)));
    assertEquals(Optional.of(at), nonces.made(nonces.make(at.plusNanos(999))));
  }

  @Test
  void aTimeThatIsOutOfRangeBecomesTheNearest() {
    assertEquals(
        Optional.of(Instant.parse("9999-12-31T23:59:59.999999Z")),
        nonces.made(nonces.make(Instant.MAX)));
    assertEquals(
        Optional.of(Instant.parse("0001-01-01T00:00:00Z")), nonces.made(nonces.make(Instant.MIN)));
  }

  @Test
  void itNeedsNoQuotesAndNoTwoAreTheSame() {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String nonce = nonces.make(NOW);
      assertTrue(nonce.matches("[0-9A-Za-z_-]{48}"), nonce);
      assertTrue(all.add(nonce), nonce);
    }
  }

  @Property
  void noCharacterOfItCanBeChanged(@ForAll @IntRange(max = 47) int place, @ForAll char character) {
    String nonce = nonces.make(NOW);
    char[] characters = nonce.toCharArray();
    characters[place] = character;
    assertEquals(
        nonce.charAt(place) == character, nonces.made(String.valueOf(characters)).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "\u00e9", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void whatIsNoNonceWasNotMadeHere(String text) {
    assertEquals(Optional.empty(), nonces.made(text));
    assertEquals(Optional.empty(), nonces.made(text.repeat(100)));
    assertEquals(Optional.empty(), nonces.made(nonces.make(NOW) + text + "="));
  }

  @Test
  void whoHasTheKeyKnowsIt() {
    Nonces both = nonces(Peppers.of(2, NEW).alsoVerifying(1, OLD));
    Nonces rolled = nonces(Peppers.of(2, NEW));
    String before = nonces.make(NOW);
    String after = both.make(NOW);
    assertEquals(Optional.of(NOW), both.made(before));
    assertEquals(Optional.of(NOW), both.made(after));
    assertEquals(Optional.of(NOW), rolled.made(after));
    assertEquals(Optional.empty(), rolled.made(before));
    assertEquals(Optional.empty(), nonces.made(after));
  }

  private static Nonces nonces(Peppers peppers) {
    return new Nonces(
        new DigestKeys(peppers, "claviger digest nonce", "HmacSHA256"), new SplittableRandom(1));
  }
}
