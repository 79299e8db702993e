package io.claviger.model;

import static io.claviger.model.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Instants are what every store can keep: whole microseconds in the years 1 to 9999. */
class InstantsTest {
  /** Every place that keeps an instant, given and read back. */
  static Stream<UnaryOperator<Instant>> places() {
    return Stream.of(
        at -> new Stamp(at, Samples.stamp().by()).at(),
        at -> new WhitelistEntry(Samples.block("10.0.0.0/8"), at, 1).createdAt(),
        at -> secret(at, Optional.empty()).createdAt(),
        at -> secret(NOW, Optional.of(at)).expiresAt().get(),
        at -> Samples.expiring(Samples.member(1), at).expiresAt().get(),
        at -> NewApiKey.of("key", Role.ORG_MEMBER).withExpiry(at).expiresAt().get(),
        at ->
            ApiKeyPatch.nothing()
                .expireAt(at)
                .applyTo(Samples.member(1).settings())
                .expiresAt()
                .get());
  }

  @ParameterizedTest
  @MethodSource("places")
  void areCutToMicroseconds(UnaryOperator<Instant> place) {
    assertEquals(NOW, place.apply(NOW));
    assertEquals(NOW, place.apply(NOW.plusNanos(999)));
    assertEquals(NOW.plusNanos(1000), place.apply(NOW.plusNanos(1000)));
    assertEquals(NOW.plusNanos(123_456_000), place.apply(NOW.plusNanos(123_456_789)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void areCutDownwardsBefore1970Too(UnaryOperator<Instant> place) {
    Instant before = Instant.parse("1969-12-31T23:59:59.999999999Z");
    assertEquals(Instant.parse("1969-12-31T23:59:59.999999Z"), place.apply(before));
  }

  @ParameterizedTest
  @MethodSource("places")
  void areOfTheYears1To9999(UnaryOperator<Instant> place) {
    Instant first = Instant.parse("0001-01-01T00:00:00Z");
    Instant last = Instant.parse("9999-12-31T23:59:59.999999Z");
    assertEquals(first, place.apply(first));
    assertEquals(last, place.apply(last));
    assertEquals(last, place.apply(last.plusNanos(999)));
    for (Instant outside :
        new Instant[] {first.minusNanos(1), last.plusNanos(1000), Instant.MIN, Instant.MAX}) {
      Refusal.expect(ErrorCode.INVALID_VALUE, () -> place.apply(outside));
    }
  }

  @Test
  void anInstantEqualToTheExpiryIsExpired() {
    ApiKey key = Samples.expiring(Samples.member(1), NOW);
    assertFalse(key.isExpired(NOW.minusNanos(1)));
    assertTrue(key.isExpired(NOW));
    assertTrue(key.isExpired(NOW.plusNanos(1)));
    assertFalse(Samples.member(1).isExpired(Instant.MAX));
    SecretInfo secret = secret(NOW.minusSeconds(1), Optional.of(NOW));
    assertTrue(secret.isLive(NOW.minusNanos(1)));
    assertFalse(secret.isLive(NOW));
    assertFalse(secret.isLive(NOW.plusNanos(1)));
    assertTrue(secret(NOW, Optional.empty()).isLive(Instant.MAX));
  }

  private static SecretInfo secret(Instant createdAt, Optional<Instant> expiresAt) {
    return SecretInfo.of(
        Samples.secretId(1), SecretHint.hidden(), createdAt, expiresAt, Optional.empty());
  }
}
