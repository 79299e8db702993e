package io.claviger.store.cache;

import static io.claviger.store.cache.CacheFixture.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.StoreException;
import io.claviger.spi.store.KeyLookup;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An answer is at most maxStaleness old; after that, requests read again. */
class StalenessTest {
  private static final Duration NANO = Duration.ofNanos(1);

  private final CacheFixture fixture = new CacheFixture();
  private final CachingApiKeyStore cache = fixture.builder().build();
  private final Tenant tenant = fixture.tenant(2);
  private final Optional<KeyLookup> first = fixture.truth(tenant.key());

  @Test
  void asksOnceAndThenNothing() {
    for (int i = 0; i < 10; i++) {
      assertEquals(first, cache.findByPublicKey(tenant.key()));
    }

    fixture.assertAsked(1, 0);
  }

  @Test
  void anAnswerIsExactlySoOldAndNoOlder() {
    cache.findByPublicKey(tenant.key());
    tenant.revoke(fixture.memory, 0);

    fixture.pass(MAX_STALENESS);
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    fixture.assertAsked(1, 0);

    fixture.pass(NANO);
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
    fixture.assertAsked(2, 0);
  }

  @Test
  void oneLookupConfirmsAllKeysOfAnOrganizationAndNoOther() {
    Tenant other = fixture.tenant(1);
    cache.findByPublicKey(tenant.key(0));
    cache.findByPublicKey(tenant.key(1));
    cache.findByPublicKey(other.key());
    fixture.pass(MAX_STALENESS.plus(NANO));

    cache.findByPublicKey(tenant.key(0));
    cache.findByPublicKey(tenant.key(1));
    fixture.assertAsked(4, 0);

    cache.findByPublicKey(other.key());
    fixture.assertAsked(5, 0);
  }

  @Test
  void aLaterLookupConfirmsTheEarlierOnesOfItsOrganization() {
    cache.findByPublicKey(tenant.key(0));
    fixture.pass(Duration.ofSeconds(4));
    cache.findByPublicKey(tenant.key(1));
    fixture.pass(Duration.ofSeconds(4));

    assertEquals(first, cache.findByPublicKey(tenant.key(0)));
    fixture.assertAsked(2, 0);
  }

  @Test
  void oneThatHasMovedIsReadAgainWithAllItsKeys() {
    cache.findByPublicKey(tenant.key(0));
    cache.findByPublicKey(tenant.key(1));
    tenant.move(fixture.memory);
    fixture.pass(MAX_STALENESS.plus(NANO));

    assertEquals(fixture.truth(tenant.key(0)), cache.findByPublicKey(tenant.key(0)));
    fixture.assertAsked(3, 0);
    assertEquals(fixture.truth(tenant.key(1)), cache.findByPublicKey(tenant.key(1)));
    fixture.assertAsked(4, 0);
  }

  @Test
  void whatIsReadOfAKeyTellsOfTheOthersThatTheirOrganizationHasMoved() {
    cache.findByPublicKey(tenant.key(0));
    tenant.revoke(fixture.memory, 0);

    cache.findByPublicKey(tenant.key(1));

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key(0)));
  }

  @Test
  void theKeysOfAnOrganizationThatIsGoneAreGone() {
    cache.findByPublicKey(tenant.key(0));
    tenant.end(fixture.memory);
    fixture.pass(MAX_STALENESS.plus(NANO));

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key(0)));
    fixture.assertAsked(2, 0);
  }

  @Test
  void theAgeCountsFromBeforeTheLookupBegan() {
    fixture.store.run(Call.FIND_BY_PUBLIC_KEY, () -> fixture.pass(Duration.ofSeconds(2)));
    fixture.lingering.afterLookup(() -> fixture.pass(Duration.ofSeconds(1)));

    cache.findByPublicKey(tenant.key());
    fixture.pass(Duration.ofSeconds(2));
    cache.findByPublicKey(tenant.key());
    fixture.assertAsked(1, 0);

    fixture.pass(NANO);
    cache.findByPublicKey(tenant.key());
    fixture.assertAsked(2, 0);
  }

  @Test
  void theAgeCountsFromBeforeTheRevisionsWereRead() {
    cache.findByPublicKey(tenant.key());
    fixture.pass(Duration.ofSeconds(1));
    fixture.store.run(Call.REVISIONS, () -> fixture.pass(Duration.ofSeconds(2)));
    fixture.lingering.afterRevisions(() -> fixture.pass(Duration.ofSeconds(1)));

    fixture.background.run();
    fixture.pass(Duration.ofSeconds(2));
    cache.findByPublicKey(tenant.key());
    fixture.assertAsked(1, 1);

    fixture.pass(NANO);
    cache.findByPublicKey(tenant.key());
    fixture.assertAsked(2, 1);
  }

  @Test
  void aChangeWhileTheStoreLingersIsSeenInTime() {
    fixture.lingering.afterLookup(
        () -> {
          tenant.revoke(fixture.memory, 0);
          fixture.pass(Duration.ofSeconds(1));
        });

    assertEquals(first, cache.findByPublicKey(tenant.key()), "it was so when it was read");
    fixture.pass(Duration.ofSeconds(4));
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    fixture.pass(NANO);
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void anAnswerThatTookExactlySoLongIsHandedOut() {
    fixture.lingering.afterLookup(() -> fixture.pass(MAX_STALENESS));

    assertEquals(first, cache.findByPublicKey(tenant.key()));
  }

  @Test
  void anAnswerThatTookTooLongIsNotHandedOut() {
    fixture.lingering.afterLookup(
        () -> {
          tenant.revoke(fixture.memory, 0);
          fixture.ticker.advance(Duration.ofSeconds(2));
          fixture.wall.advance(MAX_STALENESS.plusMillis(1));
        });

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
    fixture.assertAsked(2, 0);
  }

  @Test
  void fromAStoreSlowerThanTheBoundNothingIsFound() {
    for (int i = 0; i < 10; i++) {
      fixture.lingering.afterLookup(() -> fixture.pass(MAX_STALENESS.plus(NANO)));
    }

    StoreException trouble =
        assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key()));

    assertEquals(StoreException.Kind.UNREACHABLE, trouble.kind());
    fixture.assertAsked(1, 0);
  }
}
