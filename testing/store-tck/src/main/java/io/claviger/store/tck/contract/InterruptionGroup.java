package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.StoreException;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.internal.OtherThread;
import io.claviger.store.tck.internal.Race;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An interrupted thread gets its answer or a {@link StoreException}, and keeps its flag. No other
 * thread is affected.
 */
abstract class InterruptionGroup extends ContractGroup {
  private static final int ROUNDS = 10;

  private Organization organization;
  private StoredApiKey key;

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    key = samples.key(started.id());
    organization = commit(samples.creation(started, key));
  }

  @Test
  void anInterruptedReaderKeepsItsFlagAndHarmsNobody() throws Exception {
    Snapshot before = snapshot(organization.id(), key);

    for (int round = 0; round < ROUNDS; round++) {
      Optional<Snapshot> seen = interrupted(this::snapshotIfReachable);

      assertTrue(seen.isEmpty() || seen.get().equals(before), "what it saw, if it saw anything");
      assertEquals(before, snapshot(organization.id(), key));
    }
  }

  @Test
  void anInterruptedWriterKeepsItsFlagAndHarmsNobody() throws Exception {
    Organization present = organization;
    for (int round = 0; round < ROUNDS; round++) {
      StoredApiKey created = samples.key(organization.id());
      OrganizationChange change = samples.update(present, KeyChanges.create(created));
      Organization before = present;

      Optional<Boolean> made = interrupted(() -> outcome(change));

      present = read(organization.id()).organization();
      assertTrue(Set.of(before, change.organization()).contains(present));
      boolean there = present.equals(change.organization());
      made.ifPresent(answer -> assertEquals(there, answer));
      assertEquals(there, store().findByPublicKey(created.key().publicKey()).isPresent());
      if (keepsEvents()) {
        assertEquals(
            there,
            newestEvents(organization.id(), 1).equals(change.events()),
            "the event is there exactly if the change is");
      }
      present = commit(samples.update(present, KeyChanges.none()));
    }
  }

  @Test
  @Needs(StorePart.USAGE)
  void anInterruptedCounterKeepsItsFlagAndCountsOnceOrNot() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      long before = counted();

      Optional<Boolean> added =
          interrupted(() -> added(List.of(samples.use(key, samples.instant()))));

      long now = counted() - before;
      added.ifPresent(answer -> assertEquals(answer ? 1 : 0, now));
      assertTrue(now == 0 || now == 1, "counted " + now + " times");
    }
  }

  @Test
  @Needs(StorePart.VERIFIERS)
  void anInterruptedReplacerKeepsItsFlagAndReplacesOrNot() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Verifier> before = verifiers();
      VerifierReplacement replacement = samples.replacement(stored(key));

      Optional<Boolean> made = interrupted(() -> replaced(replacement));

      List<Verifier> after = verifiers();
      assertTrue(List.of(before, replacement.next()).contains(after));
      made.ifPresent(answer -> assertEquals(answer, !after.equals(before)));
    }
  }

  @Test
  void othersGoOnWhileThreadsAreInterrupted() throws Exception {
    Race.during(
        () -> {
          Organization present = organization;
          for (int i = 0; i < 5 * ROUNDS; i++) {
            present = commit(samples.update(present, KeyChanges.none()));
            assertEquals(present, read(present.id()).organization());
          }
        },
        () -> interrupted(this::snapshotIfReachable));
  }

  private Optional<Snapshot> snapshotIfReachable() {
    try {
      return Optional.of(snapshot(organization.id(), key));
    } catch (StoreException trouble) {
      return Optional.empty();
    }
  }

  /** Returns whether the change was made; empty if the store does not know. */
  private Optional<Boolean> outcome(OrganizationChange change) {
    try {
      return Optional.of(store().commit(change));
    } catch (StoreException trouble) {
      return Optional.of(false);
    } catch (OutcomeUnknownException unknown) {
      return Optional.empty();
    }
  }

  private List<Verifier> verifiers() {
    return stored(key).secrets().get(0).verifiers();
  }

  private long counted() {
    ApiKeyId id = key.key().id();
    return Optional.ofNullable(usageStore().usage(organization.id(), Set.of(id)).get(id))
        .orElseThrow()
        .key()
        .count();
  }

  /** Returns whether usage was added; empty if the store does not know. */
  private Optional<Boolean> added(List<UsageCount> batch) {
    try {
      return usageStore().add(batch) ? Optional.of(true) : Optional.empty();
    } catch (StoreException nothingAdded) {
      return Optional.of(false);
    }
  }

  /** Returns whether the replacement was made; empty if the store does not know. */
  private Optional<Boolean> replaced(VerifierReplacement replacement) {
    try {
      return Optional.of(verifierStore().replace(replacement));
    } catch (StoreException trouble) {
      return Optional.empty();
    }
  }

  /** Calls on a new, interrupted thread and returns the answer. */
  private static <T> T interrupted(Callable<T> call) throws Exception {
    try (OtherThread other = new OtherThread()) {
      return other.ask(
          () -> {
            Thread.currentThread().interrupt();
            T answer = call.call();
            assertTrue(Thread.currentThread().isInterrupted(), "the interrupt flag is still set");
            return answer;
          });
    }
  }
}
