package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.StoreException;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.spi.store.VerifierStore;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A node sees its own changes, and those it was told of, at once. Time stands still here. */
class OwnChangesTest {
  private final CacheFixture fixture = new CacheFixture();
  private final CachingApiKeyStore cache = fixture.builder().build();
  private final Tenant tenant = fixture.tenant(2);
  private final Optional<KeyLookup> before = cache.findByPublicKey(tenant.key());

  @Test
  void aChangeThroughTheCacheIsSeenAtOnce() {
    tenant.revoke(cache, 0);

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void aChangeEvictsAllKeysOfItsOrganizationAndNoOther() {
    Tenant other = fixture.tenant(1);
    cache.findByPublicKey(tenant.key(1));
    cache.findByPublicKey(other.key());

    tenant.move(cache);
    cache.findByPublicKey(other.key());
    fixture.assertAsked(3, 0);

    assertEquals(fixture.truth(tenant.key(0)), cache.findByPublicKey(tenant.key(0)));
    assertEquals(fixture.truth(tenant.key(1)), cache.findByPublicKey(tenant.key(1)));
    fixture.assertAsked(5, 0);
  }

  @Test
  void aLostRaceTellsThatTheOrganizationHasMoved() {
    var late = tenant.next(KeyChanges.none());
    tenant.move(fixture.memory);

    assertFalse(cache.commit(late));

    assertEquals(fixture.truth(tenant.key()), cache.findByPublicKey(tenant.key()));
    assertNotEquals(before, cache.findByPublicKey(tenant.key()));
  }

  @Test
  void anUnknownOutcomeEvictsToo() {
    fixture.store.loseOutcomeAfterChange();

    assertThrows(OutcomeUnknownException.class, () -> tenant.revoke(cache, 0));

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void aStoreInTroubleEvictsToo() {
    fixture.store.fail(Call.COMMIT, 1, StoreException.Kind.UNREACHABLE);

    assertThrows(StoreException.class, () -> tenant.move(cache));
    assertEquals(before, cache.findByPublicKey(tenant.key()));

    fixture.assertAsked(2, 0);
  }

  @Test
  void aNewKeyIsFoundThoughItWasAskedForBefore() {
    StoredApiKey created = fixture.samples.key(tenant.id());
    assertEquals(Optional.empty(), cache.findByPublicKey(created.key().publicKey()));

    tenant.add(cache, created);

    assertTrue(cache.findByPublicKey(created.key().publicKey()).isPresent());
  }

  @Test
  void aNewKeyOfANewOrganizationIsFoundThoughItWasAskedForBefore() {
    var organization = fixture.samples.organization();
    StoredApiKey created = fixture.samples.key(organization.id());
    cache.findByPublicKey(created.key().publicKey());

    assertTrue(cache.commit(fixture.samples.creation(organization, created)));

    assertTrue(cache.findByPublicKey(created.key().publicKey()).isPresent());
  }

  @Test
  void aNewKeyWhoseCreationHasAnUnknownOutcomeIsLookedForAgain() {
    StoredApiKey created = fixture.samples.key(tenant.id());
    cache.findByPublicKey(created.key().publicKey());
    fixture.store.loseOutcomeAfterChange();

    assertThrows(OutcomeUnknownException.class, () -> tenant.add(cache, created));

    assertTrue(cache.findByPublicKey(created.key().publicKey()).isPresent());
  }

  @Test
  void whatTheApplicationHearsOfIsSeenAtOnce() {
    tenant.revoke(fixture.memory, 0);
    assertEquals(before, cache.findByPublicKey(tenant.key()));

    cache.evict(tenant.id());

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void droppingWhatIsNotHeldDoesNothing() {
    cache.evict(fixture.samples.organization().id());

    assertEquals(before, cache.findByPublicKey(tenant.key()));
    fixture.assertAsked(1, 0);
    assertThrows(NullPointerException.class, () -> cache.evict(null));
  }

  /** If a revision comes back, the evicted keys are still not used again. */
  @Test
  void whatWasEvictedStaysSoWhenItsRevisionComesBack() {
    cache.findByPublicKey(tenant.key(1));
    fixture.assertAsked(2, 0);
    cache.evict(tenant.id());
    cache.findByPublicKey(tenant.key(1));
    fixture.assertAsked(3, 0);

    cache.findByPublicKey(tenant.key(0));

    fixture.assertAsked(4, 0);
  }

  /** The old verifier accepts the same secret; a new pepper causes many replacements. */
  @Test
  void aReplacementOfVerifiersEvictsNothingWhateverComesOfIt() {
    for (VerifierStore verifiers : outcomes()) {
      assertEquals(1, readsRound(verifiers, replacement()));
    }
  }

  /** The old verifiers lack the new scheme; another node may have made the replacement before. */
  @Test
  void whereASecretGetsAVerifierOfASchemeItIsReadAnewWhateverComesOfIt() {
    VerifierReplacement plain = replacement();
    Verifier scheme = new Verifier("scheme$1$x");
    Verifier other = new Verifier("scheme$1$y");
    for (VerifierStore verifiers : outcomes()) {
      assertEquals(2, readsRound(verifiers, with(plain, plain.expected(), and(plain, scheme))));
      assertEquals(2, readsRound(verifiers, with(plain, and(plain, other), and(plain, scheme))));
      assertEquals(1, readsRound(verifiers, with(plain, and(plain, scheme), and(plain, scheme))));
    }
  }

  private static List<Verifier> and(VerifierReplacement replacement, Verifier one) {
    List<Verifier> more = new ArrayList<>(replacement.expected());
    more.add(one);
    return more;
  }

  private static VerifierReplacement with(
      VerifierReplacement other, List<Verifier> expected, List<Verifier> next) {
    return new VerifierReplacement(
        other.organization(), other.apiKey(), other.secretId(), expected, next);
  }

  private static List<VerifierStore> outcomes() {
    return List.of(
        replacement -> true,
        replacement -> false,
        replacement -> {
          throw new StoreException(StoreException.Kind.UNREACHABLE, "away", null);
        });
  }

  @Test
  void whatCameOfAReplacementIsPassedOn() {
    assertTrue(
        over(replacement -> true).extensions().verifiers().orElseThrow().replace(replacement()));
    assertFalse(
        over(replacement -> false).extensions().verifiers().orElseThrow().replace(replacement()));
  }

  private CachingApiKeyStore over(VerifierStore verifiers) {
    return fixture
        .builder(
            new ForwardingApiKeyStore(fixture.store) {
              @Override
              public StoreExtensions extensions() {
                return super.extensions().withVerifiers(verifiers);
              }
            })
        .build();
  }

  /** Returns the number of reads during a lookup, a replacement and a lookup. */
  private int readsRound(VerifierStore verifiers, VerifierReplacement replacement) {
    int asked = fixture.store.calls(Call.FIND_BY_PUBLIC_KEY);
    CachingApiKeyStore over = over(verifiers);
    over.findByPublicKey(tenant.key());
    over.findByPublicKey(tenant.key());
    try {
      boolean unused = over.extensions().verifiers().orElseThrow().replace(replacement);
    } catch (StoreException e) {
      assertEquals("away", e.getMessage());
    }
    over.findByPublicKey(tenant.key());
    over.findByPublicKey(tenant.key());
    return fixture.store.calls(Call.FIND_BY_PUBLIC_KEY) - asked;
  }

  private VerifierReplacement replacement() {
    StoredApiKey key = tenant.stored(0);
    var secret = key.secrets().get(0);
    return new VerifierReplacement(
        tenant.id(), key.key().id(), secret.info().id(), secret.verifiers(), secret.verifiers());
  }

  @Test
  void aStoreWithoutVerifiersOrUsageHasNoneHere() {
    CachingApiKeyStore over =
        CachingApiKeyStore.of(
            new ForwardingApiKeyStore(fixture.memory) {
              @Override
              public StoreExtensions extensions() {
                return StoreExtensions.none();
              }
            });
    assertEquals(Optional.empty(), over.extensions().verifiers());
    assertEquals(Optional.empty(), over.extensions().usage());
  }

  /** Core evicts organizations from the store that it has, which may wrap the cache. */
  @Test
  void aWrapperOfTheCacheEvictsToo() {
    ForwardingApiKeyStore wrapper = new ForwardingApiKeyStore(fixture.builder(cache).build()) {};
    wrapper.findByPublicKey(tenant.key());
    fixture.assertAsked(1, 0);

    wrapper.extensions().evictable().orElseThrow().evict(tenant.id());
    wrapper.findByPublicKey(tenant.key());

    fixture.assertAsked(2, 0);
  }
}
