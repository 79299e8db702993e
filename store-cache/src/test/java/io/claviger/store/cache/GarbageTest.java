package io.claviger.store.cache;

import static io.claviger.store.cache.Scene.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.StoreException;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.store.tck.FaultyApiKeyStore.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * A store that breaks its contract: what it says is a fault, or is passed on for core to refuse.
 */
class GarbageTest {
  private final Scene scene = new Scene();
  private final Tenant tenant = scene.tenant(1);
  private final Tenant other = scene.tenant(1);
  private Function<PublicKey, Optional<KeyLookup>> lookup = scene.store::findByPublicKey;
  private UnaryOperator<Map<OrganizationId, Revision>> revisions = UnaryOperator.identity();
  private final CachingApiKeyStore cache =
      scene
          .builder(
              new ForwardingApiKeyStore(scene.store) {
                @Override
                public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
                  return lookup.apply(publicKey);
                }

                @Override
                public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
                  return revisions.apply(super.revisions(ids));
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
    lookup = scene.store::findByPublicKey;
    revisions = UnaryOperator.identity();
    assertEquals(scene.truth(tenant.key()), cache.findByPublicKey(tenant.key()));
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
    scene.store.run(
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
    scene.background.run();
    scene.pass(MAX_STALENESS.plusNanos(1));

    assertWorksAgain();
    scene.assertAsked(2, 1);
  }

  @Test
  void aRevisionThatIsNullIsThatOfAnOrganizationThatIsGone() {
    cache.findByPublicKey(tenant.key());
    revisions =
        right -> {
          Map<OrganizationId, Revision> holes = new HashMap<>();
          right.keySet().forEach(id -> holes.put(id, null));
          return holes;
        };
    scene.background.run();

    assertEquals(scene.truth(tenant.key()), cache.findByPublicKey(tenant.key()));
    scene.assertAsked(2, 1);
  }

  @Test
  void theRevisionsOfOthersConfirmNothing() {
    cache.findByPublicKey(tenant.key());
    cache.findByPublicKey(other.key());
    revisions = right -> Map.of(other.id(), other.organization().revision());
    scene.background.run();

    cache.findByPublicKey(tenant.key());

    scene.assertAsked(3, 1);
  }

  @Test
  void theKeyOfAnotherIsPassedOnAsItIsWithoutTheCache() {
    Optional<KeyLookup> wrong = scene.truth(other.key());
    lookup = key -> wrong;

    assertEquals(wrong, cache.findByPublicKey(tenant.key()));
  }

  /** What is found under that key afterwards is its own again, whatever was said of it before. */
  @Test
  void theKeyOfAnotherSpoilsNothingOfTheOther() {
    lookup = key -> scene.truth(other.key());
    cache.findByPublicKey(tenant.key());
    lookup = scene.store::findByPublicKey;

    assertEquals(scene.truth(other.key()), cache.findByPublicKey(other.key()));
  }

  @Test
  void aStoreThatNeverAgreesWithItselfIsAskedAnewEachTime() {
    cache.findByPublicKey(tenant.key());
    Revision elsewhere = scene.samples.revision(7);
    revisions = right -> Map.of(tenant.id(), elsewhere);

    for (int round = 1; round < 4; round++) {
      scene.background.run();
      assertEquals(scene.truth(tenant.key()), cache.findByPublicKey(tenant.key()));
      scene.assertAsked(1 + round, round);
    }
  }
}
