package io.claviger.store.cache;

import static io.claviger.store.cache.CacheFixture.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.RevokedToken;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** If a clock stands still or is set, the age is that of the clock that moved further. */
@Timeout(30)
class ClockTest {
  private final CacheFixture fixture = new CacheFixture();
  private final CachingApiKeyStore cache = fixture.builder().build();
  private final Tenant tenant = fixture.tenant(1);
  private final Optional<KeyLookup> first = cache.findByPublicKey(tenant.key());

  @Test
  void aMachineThatSleptAsksWhenItWakesUp() {
    tenant.revoke(fixture.memory, 0);
    fixture.wall.advance(MAX_STALENESS);
    assertEquals(first, cache.findByPublicKey(tenant.key()));

    fixture.wall.advance(Duration.ofMillis(1));
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  /** This holds even if the coarse monotonic clock shows the same time as before the sleep. */
  @Test
  void aMachineThatSleptAsksOnlyOnce() {
    fixture.wall.advance(Duration.ofHours(8));

    assertEquals(first, cache.findByPublicKey(tenant.key()));
    assertEquals(first, cache.findByPublicKey(tenant.key()));

    fixture.assertAsked(2, 0);
  }

  @Test
  void theMonotonicClockCountsWhereTheWallStandsStill() {
    tenant.revoke(fixture.memory, 0);
    fixture.ticker.advance(MAX_STALENESS);
    assertEquals(first, cache.findByPublicKey(tenant.key()));

    fixture.ticker.advance(Duration.ofNanos(1));
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void aWallThatIsSetBackMakesNothingYounger() {
    fixture.pass(Duration.ofSeconds(4));
    fixture.wall.advance(Duration.ofHours(-1));
    tenant.revoke(fixture.memory, 0);

    fixture.pass(Duration.ofSeconds(1));
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    fixture.pass(Duration.ofNanos(1));
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void whatIsConfirmedAfterTheWallWasSetBackIsConfirmed() {
    fixture.wall.advance(Duration.ofHours(-1));
    fixture.pass(MAX_STALENESS.plusNanos(1));
    cache.findByPublicKey(tenant.key());
    fixture.assertAsked(2, 0);

    fixture.pass(MAX_STALENESS);
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    fixture.assertAsked(2, 0);
  }

  @Test
  void aWallThatIsSetForthAndBackCostsOneQuestionEach() {
    fixture.wall.advance(Duration.ofHours(1));
    cache.findByPublicKey(tenant.key());
    fixture.assertAsked(2, 0);

    fixture.wall.advance(Duration.ofHours(-1));
    cache.findByPublicKey(tenant.key());
    fixture.assertAsked(2, 0);

    fixture.pass(MAX_STALENESS.plusNanos(1));
    cache.findByPublicKey(tenant.key());
    fixture.assertAsked(3, 0);
  }

  @Test
  void whatNobodyHasIsForgottenByTheClockThatWentFurther() {
    cache.findByPublicKey(fixture.samples.publicKey());
    var junk = fixture.samples.publicKey();
    cache.findByPublicKey(junk);
    fixture.assertAsked(3, 0);

    fixture.wall.advance(Duration.ofMillis(1001));
    cache.findByPublicKey(junk);
    fixture.assertAsked(4, 0);

    fixture.wall.advance(Duration.ofHours(-1));
    fixture.ticker.advance(Duration.ofMillis(1001));
    cache.findByPublicKey(junk);
    fixture.assertAsked(5, 0);
  }

  /** While the wall was ahead, the token had expired by it, and was not among the revoked ones. */
  @Test
  void anRevokedTokenIsFoundAfterTheWallWasSetForthAndBack() {
    RevokedTokens tokens = cache.extensions().revokedTokens().orElseThrow();
    RevokedToken token =
        fixture.samples.revokedToken(fixture.samples.key(tenant.id()), Duration.ofHours(1));
    assertTrue(tokens.revoke(token, RevokedTokens.Bounds.standard()));
    fixture.wall.advance(Duration.ofHours(2));
    assertEquals(Set.of(), live(tokens).tokens());

    fixture.wall.advance(Duration.ofHours(-2));

    assertEquals(Set.of(token.id()), live(tokens).tokens());
    assertEquals(Set.of(token.id()), live(tokens).tokens());
    assertEquals(2, fixture.store.calls(Call.LIVE_REVOKED_TOKENS), "reads of revoked tokens");
  }

  private RevokedTokens.Live live(RevokedTokens tokens) {
    return tokens.live(tenant.id(), fixture.wall.instant());
  }
}
