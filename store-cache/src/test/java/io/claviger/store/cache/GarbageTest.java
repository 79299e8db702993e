package io.claviger.store.cache;

import static io.claviger.store.cache.CacheFixture.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Answers of a store that breaks its contract are faults, or are passed on and refused by core. */
class GarbageTest {
  private final CacheFixture fixture = new CacheFixture();
  private final Tenant tenant = fixture.tenant(1);
  private final Tenant other = fixture.tenant(1);
  private Function<PublicKey, Optional<KeyLookup>> lookup = fixture.store::findByPublicKey;
  private UnaryOperator<Map<OrganizationId, OrganizationVersion>> revisions =
      UnaryOperator.identity();
  private final CachingApiKeyStore cache =
      fixture
          .builder(
              new ForwardingApiKeyStore(fixture.store) {
                @Override
                public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
                  return lookup.apply(publicKey);
                }

                @Override
                protected Map<OrganizationId, OrganizationVersion> revisions(
                    ChangeStore from, Set<OrganizationId> ids) {
                  return revisions.apply(super.revisions(from, ids));
                }
              })
          .build();

  private StoreException assertFault() {
    StoreException trouble =
        assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key()));
    assertEquals(StoreException.Kind.FAULT, trouble.kind());
    return trouble;
  }

  private void assertWorksAgain() {
    lookup = fixture.store::findByPublicKey;
    revisions = UnaryOperator.identity();
    assertEquals(fixture.truth(tenant.key()), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void nullForALookupIsAFault() {
    lookup = key -> null;

    assertFault();

    assertWorksAgain();
  }

  @Test
  void anExceptionThatIsNoneOfAStoreIsAFaultWithItsCause() {
    IllegalStateException cause = new IllegalStateException("from a test");
    fixture.store.run(
        Call.FIND_BY_PUBLIC_KEY,
        () -> {
          throw cause;
        });

    assertSame(cause, assertFault().getCause());

    assertWorksAgain();
  }

  @Test
  void nullForRevisionsInTheBackgroundConfirmsNothing() {
    cache.findByPublicKey(tenant.key());
    revisions = right -> null;
    fixture.background.run();
    fixture.pass(MAX_STALENESS.plusNanos(1));

    assertWorksAgain();
    fixture.assertAsked(2, 1);
  }

  @Test
  void aRevisionThatIsNullIsThatOfAnOrganizationThatIsGone() {
    cache.findByPublicKey(tenant.key());
    revisions =
        right -> {
          Map<OrganizationId, OrganizationVersion> holes = new HashMap<>();
          right.keySet().forEach(id -> holes.put(id, null));
          return holes;
        };
    fixture.background.run();

    assertEquals(fixture.truth(tenant.key()), cache.findByPublicKey(tenant.key()));
    fixture.assertAsked(2, 1);
  }

  @Test
  void theRevisionsOfOthersConfirmNothing() {
    cache.findByPublicKey(tenant.key());
    cache.findByPublicKey(other.key());
    revisions =
        right -> Map.of(other.id(), OrganizationVersion.of(other.organization().revision()));
    fixture.background.run();

    cache.findByPublicKey(tenant.key());

    fixture.assertAsked(3, 1);
  }

  @Test
  void theKeyOfAnotherIsPassedOnAsItIsWithoutTheCache() {
    Optional<KeyLookup> wrong = fixture.truth(other.key());
    lookup = key -> wrong;

    assertEquals(wrong, cache.findByPublicKey(tenant.key()));
  }

  /** A later correct answer for the key is cached, whatever the earlier answer was. */
  @Test
  void theKeyOfAnotherSpoilsNothingOfTheOther() {
    lookup = key -> fixture.truth(other.key());
    cache.findByPublicKey(tenant.key());
    lookup = fixture.store::findByPublicKey;

    assertEquals(fixture.truth(other.key()), cache.findByPublicKey(other.key()));
  }

  @Test
  void aStoreThatNeverAgreesWithItselfIsAskedAnewEachTime() {
    cache.findByPublicKey(tenant.key());
    OrganizationVersion elsewhere = OrganizationVersion.of(fixture.samples.revision(7));
    revisions = right -> Map.of(tenant.id(), elsewhere);

    for (int round = 1; round < 4; round++) {
      fixture.background.run();
      assertEquals(fixture.truth(tenant.key()), cache.findByPublicKey(tenant.key()));
      fixture.assertAsked(1 + round, round);
    }
  }
}
