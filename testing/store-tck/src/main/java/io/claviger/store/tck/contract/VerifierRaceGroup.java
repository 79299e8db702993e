package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.spi.store.VerifierStore;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.internal.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several threads replace verifiers at once, and while their key is changed. */
@Needs(StorePart.VERIFIERS)
abstract class VerifierRaceGroup extends ContractGroup {
  private static final int THREADS = 8;
  private static final int ROUNDS = 10;

  private Organization organization;
  private StoredApiKey key;
  private int drawn;

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    key = samples.key(started.id());
    organization = commit(samples.creation(started, key));
  }

  @Test
  void oneOfManyReplacementsIsMade() throws Exception {
    List<Verifier> present = key.secrets().get(0).verifiers();
    for (int round = 0; round < ROUNDS; round++) {
      List<List<Verifier>> wanted = new ArrayList<>();
      List<Callable<Boolean>> rivals = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        List<Verifier> own = newVerifiers();
        VerifierReplacement replacement = replacement(present, own);
        VerifierStore node = node(i).verifierStore();
        wanted.add(own);
        rivals.add(() -> node.replace(replacement));
      }

      List<Boolean> made = Race.run(rivals);

      assertEquals(1, made.stream().filter(each -> each).count(), "replacements made");
      present = wanted.get(made.indexOf(true));
      assertEquals(key.with(List.of(secret(present))), stored(key));
    }
  }

  /**
   * Replacements and changes do not fail because of each other; every second change is a rotation.
   */
  @Test
  void aChangeAndAReplacementAreBothMade() throws Exception {
    VerifierStore elsewhere = node(1).verifierStore();
    List<Verifier> present = key.secrets().get(0).verifiers();
    for (int round = 0; round < 3 * ROUNDS; round++) {
      boolean rotates = round % 2 == 1;
      key = rotates ? key.with(List.of(secret(present), samples.secret())) : key;
      key = key.with(samples.settings().withDescription("round " + round));
      OrganizationChange change = samples.update(organization, changes(rotates));
      List<Verifier> next = newVerifiers();
      VerifierReplacement replacement = replacement(present, next);

      List<Boolean> made =
          Race.run(List.of(() -> store().commit(change), () -> elsewhere.replace(replacement)));

      assertEquals(List.of(true, true), made, "a change and a replacement");
      present = next;
      List<StoredSecret> secrets = new ArrayList<>(key.secrets());
      secrets.set(0, secret(present));
      assertEquals(key.with(secrets), stored(key));
      organization = change.organization();
    }
  }

  /** Otherwise a stolen secret would be accepted again. */
  @Test
  void aSecretThatIsRemovedMeanwhileDoesNotComeBack() throws Exception {
    VerifierStore elsewhere = node(1).verifierStore();
    for (int round = 0; round < 3 * ROUNDS; round++) {
      VerifierReplacement replacement =
          replacement(key.secrets().get(0).verifiers(), newVerifiers());
      key = key.with(List.of(samples.secret()));
      Map<ApiKeyId, List<StoredSecret>> rotation = Map.of(key.key().id(), key.secrets());
      OrganizationChange change =
          samples.update(organization, new KeyChanges(List.of(), List.of(), rotation, Set.of()));

      List<Boolean> made =
          Race.run(List.of(() -> store().commit(change), () -> elsewhere.replace(replacement)));

      assertEquals(true, made.get(0), "the rotation");
      assertEquals(key, stored(key));
      organization = change.organization();
    }
  }

  /** Returns a change that creates a key, updates this one, and may rotate it. */
  private KeyChanges changes(boolean rotates) {
    return new KeyChanges(
        List.of(samples.key(organization.id())),
        List.of(key.key()),
        rotates ? Map.of(key.key().id(), key.secrets()) : Map.of(),
        Set.of());
  }

  private VerifierReplacement replacement(List<Verifier> expected, List<Verifier> next) {
    return new VerifierReplacement(
        organization.id(), key.key().id(), key.secrets().get(0).info().id(), expected, next);
  }

  private StoredSecret secret(List<Verifier> verifiers) {
    return new StoredSecret(key.secrets().get(0).info(), verifiers);
  }

  private List<Verifier> newVerifiers() {
    return List.of(new Verifier("sample$" + drawn++), new Verifier("sample$" + drawn++));
  }
}
