package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.StoreException;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.UsageStore;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierExchange;
import io.claviger.spi.VerifierStore;
import io.claviger.store.tck.FaultyApiKeyStore.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What this node changes, or hears of, is seen at once; no time passes here. */
class OwnChangesTest {
  private final Scene scene = new Scene();
  private final CachingApiKeyStore cache = scene.builder().build();
  private final Tenant tenant = scene.tenant(2);
  private final Optional<KeyLookup> before = cache.findByPublicKey(tenant.key());

  @Test
  void aChangeThroughTheCacheIsSeenAtOnce() {
    tenant.revoke(cache, 0);

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void aChangeDropsAllKeysOfItsOrganizationAndNoOther() {
    Tenant other = scene.tenant(1);
    cache.findByPublicKey(tenant.key(1));
    cache.findByPublicKey(other.key());

    tenant.move(cache);
    cache.findByPublicKey(other.key());
    scene.assertAsked(3, 0);

    assertEquals(scene.truth(tenant.key(0)), cache.findByPublicKey(tenant.key(0)));
    assertEquals(scene.truth(tenant.key(1)), cache.findByPublicKey(tenant.key(1)));
    scene.assertAsked(5, 0);
  }

  @Test
  void aLostRaceTellsThatTheOrganizationHasMoved() {
    var late = tenant.next(KeyChanges.none());
    tenant.move(scene.memory);

    assertFalse(cache.commit(late));

    assertEquals(scene.truth(tenant.key()), cache.findByPublicKey(tenant.key()));
    assertNotEquals(before, cache.findByPublicKey(tenant.key()));
  }

  @Test
  void anUnknownOutcomeDropsToo() {
    scene.store.loseOutcomeAfterChange();

    assertThrows(OutcomeUnknownException.class, () -> tenant.revoke(cache, 0));

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void aStoreInTroubleDropsToo() {
    scene.store.fail(Call.COMMIT, 1, StoreException.Kind.UNREACHABLE);

    assertThrows(StoreException.class, () -> tenant.move(cache));
    assertEquals(before, cache.findByPublicKey(tenant.key()));

    scene.assertAsked(2, 0);
  }

  @Test
  void aNewKeyIsFoundThoughItWasAskedForBefore() {
    StoredApiKey created = scene.samples.key(tenant.id());
    assertEquals(Optional.empty(), cache.findByPublicKey(created.key().publicKey()));

    tenant.add(cache, created);

    assertTrue(cache.findByPublicKey(created.key().publicKey()).isPresent());
  }

  @Test
  void aNewKeyOfANewOrganizationIsFoundThoughItWasAskedForBefore() {
    var organization = scene.samples.organization();
    StoredApiKey created = scene.samples.key(organization.id());
    cache.findByPublicKey(created.key().publicKey());

    assertTrue(cache.commit(scene.samples.creation(organization, created)));

    assertTrue(cache.findByPublicKey(created.key().publicKey()).isPresent());
  }

  @Test
  void aNewKeyWhoseCreationHasAnUnknownOutcomeIsLookedForAgain() {
    StoredApiKey created = scene.samples.key(tenant.id());
    cache.findByPublicKey(created.key().publicKey());
    scene.store.loseOutcomeAfterChange();

    assertThrows(OutcomeUnknownException.class, () -> tenant.add(cache, created));

    assertTrue(cache.findByPublicKey(created.key().publicKey()).isPresent());
  }

  @Test
  void whatTheHostHearsOfIsSeenAtOnce() {
    tenant.revoke(scene.memory, 0);
    assertEquals(before, cache.findByPublicKey(tenant.key()));

    cache.drop(tenant.id());

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void droppingWhatIsNotHeldDoesNothing() {
    cache.drop(scene.samples.organization().id());

    assertEquals(before, cache.findByPublicKey(tenant.key()));
    scene.assertAsked(1, 0);
    assertThrows(NullPointerException.class, () -> cache.drop(null));
  }

  /** The revision that comes back is not the one that was there: nothing dropped is used again. */
  @Test
  void whatWasDroppedStaysSoWhenItsRevisionComesBack() {
    cache.findByPublicKey(tenant.key(1));
    scene.assertAsked(2, 0);
    cache.drop(tenant.id());
    cache.findByPublicKey(tenant.key(1));
    scene.assertAsked(3, 0);

    cache.findByPublicKey(tenant.key(0));

    scene.assertAsked(4, 0);
  }

  /** The old verifier is as good; many of them are exchanged when a pepper changes. */
  @Test
  void anExchangeOfVerifiersDropsNothingWhateverComesOfIt() {
    for (VerifierStore verifiers : outcomes()) {
      assertEquals(1, readsRound(verifiers, exchange()));
    }
  }

  /** There, the old ones are not as good; it may have been made on another node before. */
  @Test
  void whereASecretGetsAVerifierOfASchemeItIsReadAnewWhateverComesOfIt() {
    VerifierExchange plain = exchange();
    Verifier scheme = new Verifier("scheme$1$x");
    Verifier other = new Verifier("scheme$1$y");
    for (VerifierStore verifiers : outcomes()) {
      assertEquals(2, readsRound(verifiers, with(plain, plain.expected(), and(plain, scheme))));
      assertEquals(2, readsRound(verifiers, with(plain, and(plain, other), and(plain, scheme))));
      assertEquals(1, readsRound(verifiers, with(plain, and(plain, scheme), and(plain, scheme))));
    }
  }

  private static List<Verifier> and(VerifierExchange exchange, Verifier one) {
    List<Verifier> more = new ArrayList<>(exchange.expected());
    more.add(one);
    return more;
  }

  private static VerifierExchange with(
      VerifierExchange other, List<Verifier> expected, List<Verifier> replacement) {
    return new VerifierExchange(
        other.organization(), other.apiKey(), other.secretId(), expected, replacement);
  }

  private static List<VerifierStore> outcomes() {
    return List.of(
        exchange -> true,
        exchange -> false,
        exchange -> {
          throw new StoreException(StoreException.Kind.UNREACHABLE, "away", null);
        });
  }

  @Test
  void whatCameOfAnExchangeIsPassedOn() {
    assertTrue(over(exchange -> true).verifierStore().orElseThrow().exchange(exchange()));
    assertFalse(over(exchange -> false).verifierStore().orElseThrow().exchange(exchange()));
  }

  private CachingApiKeyStore over(VerifierStore verifiers) {
    return scene
        .builder(
            new ForwardingApiKeyStore(scene.store) {
              @Override
              public Optional<VerifierStore> verifierStore() {
                return Optional.of(verifiers);
              }
            })
        .build();
  }

  /** How often the store is read where one looks up, exchanges, looks up. */
  private int readsRound(VerifierStore verifiers, VerifierExchange exchange) {
    int asked = scene.store.calls(Call.FIND_BY_PUBLIC_KEY);
    CachingApiKeyStore over = over(verifiers);
    over.findByPublicKey(tenant.key());
    over.findByPublicKey(tenant.key());
    try {
      boolean unused = over.verifierStore().orElseThrow().exchange(exchange);
    } catch (StoreException e) {
      assertEquals("away", e.getMessage());
    }
    over.findByPublicKey(tenant.key());
    over.findByPublicKey(tenant.key());
    return scene.store.calls(Call.FIND_BY_PUBLIC_KEY) - asked;
  }

  private VerifierExchange exchange() {
    StoredApiKey key = tenant.stored(0);
    var secret = key.secrets().get(0);
    return new VerifierExchange(
        tenant.id(), key.key().id(), secret.info().id(), secret.verifiers(), secret.verifiers());
  }

  @Test
  void aStoreWithoutVerifiersOrUsageHasNoneHere() {
    CachingApiKeyStore over =
        CachingApiKeyStore.of(
            new ForwardingApiKeyStore(scene.memory) {
              @Override
              public Optional<UsageStore> usageStore() {
                return Optional.empty();
              }

              @Override
              public Optional<VerifierStore> verifierStore() {
                return Optional.empty();
              }
            });
    assertEquals(Optional.empty(), over.verifierStore());
    assertEquals(Optional.empty(), over.usageStore());
  }
}
