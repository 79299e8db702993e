package io.claviger.store.cache;

import static io.claviger.store.cache.Scene.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.StoreException;
import io.claviger.spi.KeyLookup;
import io.claviger.store.tck.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How old an answer may be, and what is asked when it is older. */
class StalenessTest {
  private static final Duration NANO = Duration.ofNanos(1);

  private final Scene scene = new Scene();
  private final CachingApiKeyStore cache = scene.builder().build();
  private final Tenant tenant = scene.tenant(2);
  private final Optional<KeyLookup> first = scene.truth(tenant.key());

  @Test
  void asksOnceAndThenNothing() {
    for (int i = 0; i < 10; i++) {
      assertEquals(first, cache.findByPublicKey(tenant.key()));
    }

    scene.assertAsked(1, 0);
  }

  @Test
  void anAnswerIsExactlySoOldAndNoOlder() {
    cache.findByPublicKey(tenant.key());
    tenant.revoke(scene.memory, 0);

    scene.pass(MAX_STALENESS);
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    scene.assertAsked(1, 0);

    scene.pass(NANO);
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
    scene.assertAsked(2, 0);
  }

  @Test
  void oneLookupConfirmsAllKeysOfAnOrganizationAndNoOther() {
    Tenant other = scene.tenant(1);
    cache.findByPublicKey(tenant.key(0));
    cache.findByPublicKey(tenant.key(1));
    cache.findByPublicKey(other.key());
    scene.pass(MAX_STALENESS.plus(NANO));

    cache.findByPublicKey(tenant.key(0));
    cache.findByPublicKey(tenant.key(1));
    scene.assertAsked(4, 0);

    cache.findByPublicKey(other.key());
    scene.assertAsked(5, 0);
  }

  @Test
  void aLaterLookupConfirmsTheEarlierOnesOfItsOrganization() {
    cache.findByPublicKey(tenant.key(0));
    scene.pass(Duration.ofSeconds(4));
    cache.findByPublicKey(tenant.key(1));
    scene.pass(Duration.ofSeconds(4));

    assertEquals(first, cache.findByPublicKey(tenant.key(0)));
    scene.assertAsked(2, 0);
  }

  @Test
  void oneThatHasMovedIsReadAgainWithAllItsKeys() {
    cache.findByPublicKey(tenant.key(0));
    cache.findByPublicKey(tenant.key(1));
    tenant.move(scene.memory);
    scene.pass(MAX_STALENESS.plus(NANO));

    assertEquals(scene.truth(tenant.key(0)), cache.findByPublicKey(tenant.key(0)));
    scene.assertAsked(3, 0);
    assertEquals(scene.truth(tenant.key(1)), cache.findByPublicKey(tenant.key(1)));
    scene.assertAsked(4, 0);
  }

  @Test
  void whatIsReadOfAKeyTellsOfTheOthersThatTheirOrganizationHasMoved() {
    cache.findByPublicKey(tenant.key(0));
    tenant.revoke(scene.memory, 0);

    cache.findByPublicKey(tenant.key(1));

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key(0)));
  }

  @Test
  void theKeysOfAnOrganizationThatIsGoneAreGone() {
    cache.findByPublicKey(tenant.key(0));
    tenant.end(scene.memory);
    scene.pass(MAX_STALENESS.plus(NANO));

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key(0)));
    scene.assertAsked(2, 0);
  }

  @Test
  void theAgeCountsFromBeforeTheLookupBegan() {
    scene.store.run(Call.FIND_BY_PUBLIC_KEY, () -> scene.pass(Duration.ofSeconds(2)));
    scene.lingering.afterLookup(() -> scene.pass(Duration.ofSeconds(1)));

    cache.findByPublicKey(tenant.key());
    scene.pass(Duration.ofSeconds(2));
    cache.findByPublicKey(tenant.key());
    scene.assertAsked(1, 0);

    scene.pass(NANO);
    cache.findByPublicKey(tenant.key());
    scene.assertAsked(2, 0);
  }

  @Test
  void theAgeCountsFromBeforeTheRevisionsWereRead() {
    cache.findByPublicKey(tenant.key());
    scene.pass(Duration.ofSeconds(1));
    scene.store.run(Call.REVISIONS, () -> scene.pass(Duration.ofSeconds(2)));
    scene.lingering.afterRevisions(() -> scene.pass(Duration.ofSeconds(1)));

    scene.background.run();
    scene.pass(Duration.ofSeconds(2));
    cache.findByPublicKey(tenant.key());
    scene.assertAsked(1, 1);

    scene.pass(NANO);
    cache.findByPublicKey(tenant.key());
    scene.assertAsked(2, 1);
  }

  @Test
  void aChangeWhileTheStoreLingersIsSeenInTime() {
    scene.lingering.afterLookup(
        () -> {
          tenant.revoke(scene.memory, 0);
          scene.pass(Duration.ofSeconds(1));
        });

    assertEquals(first, cache.findByPublicKey(tenant.key()), "it was so when it was read");
    scene.pass(Duration.ofSeconds(4));
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    scene.pass(NANO);
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void anAnswerThatTookExactlySoLongIsHandedOut() {
    scene.lingering.afterLookup(() -> scene.pass(MAX_STALENESS));

    assertEquals(first, cache.findByPublicKey(tenant.key()));
  }

  @Test
  void anAnswerThatTookTooLongIsNotHandedOut() {
    scene.lingering.afterLookup(
        () -> {
          tenant.revoke(scene.memory, 0);
          scene.ticker.advance(Duration.ofSeconds(2));
          scene.wall.advance(MAX_STALENESS.plusMillis(1));
        });

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
    scene.assertAsked(2, 0);
  }

  @Test
  void fromAStoreSlowerThanTheBoundNothingIsFound() {
    for (int i = 0; i < 10; i++) {
      scene.lingering.afterLookup(() -> scene.pass(MAX_STALENESS.plus(NANO)));
    }

    StoreException trouble =
        assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key()));

    assertEquals(StoreException.Kind.UNREACHABLE, trouble.kind());
    scene.assertAsked(1, 0);
  }
}
