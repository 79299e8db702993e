package io.claviger.store.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeyId;
import io.claviger.Organization;
import io.claviger.spi.Facts;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierExchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on the same keys: what one of them has made, the other sees from then on. */
abstract class NodesGroup extends ContractGroup {
  private static final int ROUNDS = 5;

  private Organization organization;
  private StoredApiKey key;

  NodesGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    key = samples.key(started.id());
    organization = commit(samples.creation(started, key));
  }

  @Test
  void seeEachChangeOfTheOther() {
    assertEquals(picture(organization.id(), key), otherPicture(organization.id(), key));
    for (int round = 0; round < ROUNDS; round++) {
      StoredApiKey changed = key.with(samples.settings().withDescription("round " + round));
      organization = commit(samples.update(organization, KeyChanges.update(changed.key())));

      Picture seen = otherPicture(organization.id(), key);

      assertEquals(Optional.of(KeyLookup.of(organization, changed)), seen.lookups().get(0));
      assertEquals(
          Optional.of(new Facts(organization, Map.of(key.key().id(), changed))), seen.facts());
      assertEquals(List.of(changed.key()), seen.page().items());
      assertEquals(Map.of(organization.id(), organization.revision()), seen.revisions());
    }
  }

  @Test
  void seeAKeyThatTheyLookedForInVain() {
    StoredApiKey fresh = samples.key(organization.id());
    assertEquals(Optional.empty(), otherNode().findByPublicKey(fresh.key().publicKey()));

    organization = commit(samples.update(organization, KeyChanges.create(fresh)));

    assertEquals(
        Optional.of(KeyLookup.of(organization, fresh)),
        otherNode().findByPublicKey(fresh.key().publicKey()));
  }

  @Test
  void seeNothingOfWhatTheOtherDeleted() {
    assertTrue(otherNode().findByPublicKey(key.key().publicKey()).isPresent());

    organization = commit(samples.update(organization, KeyChanges.delete(key.key().id())));

    assertEquals(Optional.empty(), otherNode().findByPublicKey(key.key().publicKey()));
  }

  @Test
  void areRefusedWhatTheOtherHasOvertaken() {
    OrganizationChange decided = samples.update(organization, KeyChanges.none());
    organization = commit(samples.update(organization, KeyChanges.none()));

    assertFalse(otherNode().commit(decided));

    assertTrue(otherNode().commit(samples.update(organization, KeyChanges.none())));
    assertFalse(store().commit(samples.update(organization, KeyChanges.none())));
  }

  /** A look-up may go on with those before: they accept the same secret. */
  @Test
  void seeAnExchangeOfVerifiers() {
    ApiKeyId id = key.key().id();
    assertEquals(key, facts(id).keys().get(id));
    StoredSecret secret = key.secrets().get(0);
    List<Verifier> fresh = List.of(new Verifier("fresh$1"));

    assertTrue(
        verifierStore()
            .exchange(
                new VerifierExchange(
                    organization.id(), id, secret.info().id(), secret.verifiers(), fresh)));

    assertEquals(
        key.with(List.of(new StoredSecret(secret.info(), fresh))), facts(id).keys().get(id));
  }

  private Facts facts(ApiKeyId id) {
    return otherNode().read(organization.id(), Set.of(id)).orElseThrow();
  }
}
