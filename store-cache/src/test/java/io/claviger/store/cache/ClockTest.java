package io.claviger.store.cache;

import static io.claviger.store.cache.Scene.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.spi.KeyLookup;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clocks that stand still, or are set: what counts is the one that went further. */
@Timeout(30)
class ClockTest {
  private final Scene scene = new Scene();
  private final CachingApiKeyStore cache = scene.builder().build();
  private final Tenant tenant = scene.tenant(1);
  private final Optional<KeyLookup> first = cache.findByPublicKey(tenant.key());

  @Test
  void aMachineThatSleptAsksWhenItWakesUp() {
    tenant.revoke(scene.memory, 0);
    scene.wall.advance(MAX_STALENESS);
    assertEquals(first, cache.findByPublicKey(tenant.key()));

    scene.wall.advance(Duration.ofMillis(1));
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  /** Also where the monotonic clock is so coarse that it shows the same as before it slept. */
  @Test
  void aMachineThatSleptAsksOnlyOnce() {
    scene.wall.advance(Duration.ofHours(8));

    assertEquals(first, cache.findByPublicKey(tenant.key()));
    assertEquals(first, cache.findByPublicKey(tenant.key()));

    scene.assertAsked(2, 0);
  }

  @Test
  void theMonotonicClockCountsWhereTheWallStandsStill() {
    tenant.revoke(scene.memory, 0);
    scene.ticker.advance(MAX_STALENESS);
    assertEquals(first, cache.findByPublicKey(tenant.key()));

    scene.ticker.advance(Duration.ofNanos(1));
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void aWallThatIsSetBackMakesNothingYounger() {
    scene.pass(Duration.ofSeconds(4));
    scene.wall.advance(Duration.ofHours(-1));
    tenant.revoke(scene.memory, 0);

    scene.pass(Duration.ofSeconds(1));
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    scene.pass(Duration.ofNanos(1));
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void whatIsConfirmedAfterTheWallWasSetBackIsConfirmed() {
    scene.wall.advance(Duration.ofHours(-1));
    scene.pass(MAX_STALENESS.plusNanos(1));
    cache.findByPublicKey(tenant.key());
    scene.assertAsked(2, 0);

    scene.pass(MAX_STALENESS);
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    scene.assertAsked(2, 0);
  }

  @Test
  void aWallThatIsSetForthAndBackCostsOneQuestionEach() {
    scene.wall.advance(Duration.ofHours(1));
    cache.findByPublicKey(tenant.key());
    scene.assertAsked(2, 0);

    scene.wall.advance(Duration.ofHours(-1));
    cache.findByPublicKey(tenant.key());
    scene.assertAsked(2, 0);

    scene.pass(MAX_STALENESS.plusNanos(1));
    cache.findByPublicKey(tenant.key());
    scene.assertAsked(3, 0);
  }

  @Test
  void whatNobodyHasIsForgottenByTheClockThatWentFurther() {
    cache.findByPublicKey(scene.samples.publicKey());
    var junk = scene.samples.publicKey();
    cache.findByPublicKey(junk);
    scene.assertAsked(3, 0);

    scene.wall.advance(Duration.ofMillis(1001));
    cache.findByPublicKey(junk);
    scene.assertAsked(4, 0);

    scene.wall.advance(Duration.ofHours(-1));
    scene.ticker.advance(Duration.ofMillis(1001));
    cache.findByPublicKey(junk);
    scene.assertAsked(5, 0);
  }
}
