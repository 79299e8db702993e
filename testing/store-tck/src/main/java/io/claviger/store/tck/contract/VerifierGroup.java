package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.SecretId;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.store.tck.StorePart;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verifiers are replaced if they are the expected ones, and nothing else changes. */
@Needs(StorePart.VERIFIERS)
abstract class VerifierGroup extends ContractGroup {
  private static final List<Verifier> OLD = verifiers("slow$aB", "sealed$1", "sealed$2");
  private static final List<Verifier> NEW = verifiers("keyed$2", "sealed$2", "sealed$3");

  private Organization organization;
  private StoredApiKey key;
  private StoredApiKey bystander;

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    key = samples.key(started.id()).with(List.of(samples.secret(), secret(OLD), secret(OLD)));
    bystander = samples.key(started.id()).with(List.of(secret(OLD)));
    organization = commit(samples.creation(started, key, bystander));
  }

  @Test
  void areReplaced() {
    assertTrue(replace(OLD, NEW));

    assertEquals(replaced(NEW), stored(key));
    assertEquals(
        Optional.of(KeyLookup.of(organization, replaced(NEW))),
        store().findByPublicKey(key.key().publicKey()));
    assertEquals(bystander, stored(bystander));
  }

  @Test
  void areReplacedAgain() {
    assertTrue(replace(OLD, NEW));
    assertTrue(replace(NEW, OLD));
    assertTrue(replace(OLD, NEW));

    assertEquals(replaced(NEW), stored(key));
  }

  @Test
  void areReplacedForMoreOrFewerAndLongOnes() {
    List<Verifier> previous = OLD;
    Verifier longest = new Verifier("z".repeat(250) + "Z".repeat(250));
    for (List<Verifier> next :
        List.of(
            Collections.nCopies(9, longest), List.<Verifier>of(), verifiers("~"), verifiers("!"))) {
      assertTrue(replace(previous, next));
      assertEquals(replaced(next), stored(key));
      previous = next;
    }
  }

  @Test
  void stayWhereTheyAreNotExactlyAsExpected() {
    Verifier first = OLD.get(0);
    Verifier second = OLD.get(1);
    Verifier third = OLD.get(2);
    Verifier otherCase = new Verifier("slow$AB");
    for (List<Verifier> expected :
        List.of(
            NEW,
            List.<Verifier>of(),
            List.of(first, third, second),
            List.of(first, second),
            List.of(second, third),
            List.of(first, second, third, third),
            List.of(otherCase, second, third),
            List.of(first, second, new Verifier("sealed$22")),
            List.of(first, second, new Verifier("sealed$")),
            key.secrets().get(0).verifiers())) {
      assertRefused(replacement(key, 1, expected));
    }
  }

  @Test
  void stayWhereTheSecretIsNotThere() {
    StoredApiKey never = samples.key(organization.id()).with(List.of(secret(OLD)));
    assertRefused(replacement(never, 0, OLD));
    SecretId foreign = bystander.secrets().get(0).info().id();
    ApiKeyId id = key.key().id();
    assertRefused(new VerifierReplacement(organization.id(), id, foreign, OLD, NEW));
    assertRefused(new VerifierReplacement(organization.id(), id, samples.secretId(), OLD, NEW));
  }

  @Test
  void stayWhereTheKeyIsOfAnotherOrganization() {
    Organization other = commit(samples.creation(samples.organization()));
    SecretId secret = key.secrets().get(1).info().id();
    for (OrganizationId wrong : List.of(other.id(), samples.organization().id())) {
      assertRefused(new VerifierReplacement(wrong, key.key().id(), secret, OLD, NEW));
    }
  }

  @Test
  void areGoneWithTheirSecretTheKeyAndTheOrganization() {
    StoredApiKey after = key.with(List.of(key.secrets().get(1)));
    change(
        new KeyChanges(List.of(), List.of(), Map.of(after.key().id(), after.secrets()), Set.of()));
    assertRefused(replacement(key, 2, OLD));
    change(KeyChanges.delete(key.key().id()));
    assertRefused(replacement(key, 1, OLD));
    commit(samples.deletion(organization));
    assertRefused(replacement(bystander, 0, OLD));
  }

  /** A change that was decided before the replacement is made. */
  @Test
  void moveNoRevision() {
    OrganizationChange decided = samples.update(organization, KeyChanges.none());
    Snapshot before = snapshot(organization.id(), bystander);

    assertTrue(replace(OLD, NEW));

    assertEquals(before, snapshot(organization.id(), bystander));
    assertTrue(store().commit(decided), "the revision has not moved");
  }

  @Test
  void areLeftAloneByAnUpdateThatWasDecidedBefore() {
    OrganizationChange decided =
        samples.update(
            organization,
            KeyChanges.update(key.key().with(samples.settings().withDescription("another"))));
    assertTrue(replace(OLD, NEW));

    commit(decided);

    assertEquals(replaced(NEW).with(samples.settings().withDescription("another")), stored(key));
  }

  @Test
  void ofASecretThatStaysAreLeftAloneByARotationThatWasDecidedBefore() {
    StoredSecret kept = key.secrets().get(1);
    StoredSecret ending = samples.expiring(kept, samples.instant().plusSeconds(60));
    StoredSecret fresh = samples.secret();
    OrganizationChange decided =
        samples.update(
            organization,
            new KeyChanges(
                List.of(), List.of(), Map.of(key.key().id(), List.of(ending, fresh)), Set.of()));
    assertTrue(replace(OLD, NEW));

    commit(decided);

    assertEquals(key.with(List.of(new StoredSecret(ending.info(), NEW), fresh)), stored(key));
  }

  private boolean replace(List<Verifier> expected, List<Verifier> next) {
    return verifierStore()
        .replace(
            new VerifierReplacement(
                organization.id(),
                key.key().id(),
                key.secrets().get(1).info().id(),
                expected,
                next));
  }

  private static VerifierReplacement replacement(
      StoredApiKey key, int secret, List<Verifier> expected) {
    SecretId id = key.secrets().get(secret).info().id();
    return new VerifierReplacement(key.key().organization(), key.key().id(), id, expected, NEW);
  }

  private void assertRefused(VerifierReplacement replacement) {
    Snapshot before = snapshot(organization.id(), key, bystander);
    assertFalse(verifierStore().replace(replacement));
    assertEquals(before, snapshot(organization.id(), key, bystander));
  }

  /** Returns the key after the replacement. */
  private StoredApiKey replaced(List<Verifier> verifiers) {
    List<StoredSecret> secrets = key.secrets();
    return key.with(
        List.of(
            secrets.get(0), new StoredSecret(secrets.get(1).info(), verifiers), secrets.get(2)));
  }

  private StoredSecret secret(List<Verifier> verifiers) {
    return new StoredSecret(samples.secret().info(), verifiers);
  }

  private static List<Verifier> verifiers(String... encoded) {
    return Stream.of(encoded).map(Verifier::new).toList();
  }

  private void change(KeyChanges changes) {
    organization = commit(samples.update(organization, changes));
  }
}
