package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.AuditEvent;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupOrganization;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.internal.OtherThread;
import io.claviger.store.tck.internal.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Many threads on two nodes in turn: no change is lost, none is made twice, and every reader sees
 * the changes that were made.
 */
abstract class ConcurrencyGroup extends ContractGroup {
  private static final int WRITERS = 8;
  private static final int CHANGES = 50;
  private static final int TRIES = 10 * WRITERS * CHANGES;
  private static final int ROUNDS = 10;
  private static final int KEYS = 20;

  @Test
  void losesNoChangeOfManyWriters() throws Exception {
    Organization organization = commit(samples.creation(samples.organization()));
    List<Callable<List<AuditEvent>>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      ApiKeyStore node = node(i).store();
      writers.add(() -> addKeys(node, organization.id()));
    }

    List<List<AuditEvent>> written = Race.run(writers);

    Organization after = read(organization.id()).organization();
    int made = WRITERS * CHANGES;
    assertEquals(organization.revision().number() + made, after.revision().number());
    assertEquals(made, after.counters().apiKeys());
    assertEquals(made, snapshot(organization.id()).page().items().size());
    assertNumberOfEvents(made + 1, organization.id());
    if (keepsEvents()) {
      List<AuditEvent> found = newestEvents(organization.id(), made);
      written.forEach(events -> assertTrue(found.containsAll(events)));
    }
  }

  /** The changes are large: the longer they take, the more of them run at the same time. */
  @Test
  void makesExactlyOneOfManyChangesAtOneRevision() throws Exception {
    Organization present = commit(samples.creation(samples.organization()));
    for (int round = 0; round < ROUNDS; round++) {
      List<OrganizationChange> changes = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        changes.add(samples.update(present, manyKeys(present.id())));
      }

      List<Boolean> made = Race.run(committing(changes));

      assertEquals(1, made.stream().filter(each -> each).count(), "changes made");
      OrganizationChange winner = changes.get(made.indexOf(true));
      assertEquals(winner.organization(), read(present.id()).organization());
      assertEquals(List.of(winner), changes.stream().filter(this::isVisible).toList());
      assertNewestEvents(winner.events(), present.id());
      present = winner.organization();
      changes.remove(winner);
      for (OrganizationChange loser : changes) {
        present = commitAgain(loser, present);
      }
    }
  }

  /** Every other rival of a node would delete the organization. */
  @Test
  void deletesAnOrganizationOrMakesOneOfManyChanges() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      OrganizationChange creation = samples.creation(samples.organization());
      Organization present = commit(creation);
      List<OrganizationChange> changes = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        changes.add(
            i % 4 < 2
                ? samples.deletion(present)
                : samples.update(present, KeyChanges.create(samples.key(present.id()))));
      }

      List<Boolean> made = Race.run(committing(changes));

      assertEquals(1, made.stream().filter(each -> each).count(), "changes made");
      OrganizationChange winner = changes.get(made.indexOf(true));
      List<OrganizationChange> left = winner.deletesOrganization() ? List.of() : List.of(winner);
      assertEquals(left, changes.stream().filter(this::isVisible).toList());
      assertEquals(
          Optional.of(winner.organization()).filter(after -> !winner.deletesOrganization()),
          store().read(present.id(), Set.of()).map(OrganizationSnapshot::organization));
      List<AuditEvent> written = new ArrayList<>(winner.events());
      written.addAll(creation.events());
      assertNewestEvents(written, present.id());
      assertNumberOfEvents(written.size(), present.id());
    }
  }

  @Test
  void givesOnePublicKeyToOneOfManyOrganizations() throws Exception {
    List<Organization> present = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      present.add(commit(samples.creation(samples.organization())));
    }
    for (int round = 0; round < ROUNDS; round++) {
      PublicKey wanted = samples.publicKey();
      List<OrganizationChange> rivals = new ArrayList<>();
      for (Organization organization : present) {
        StoredApiKey key = samples.withPublicKey(samples.key(organization.id()), wanted);
        rivals.add(samples.update(organization, KeyChanges.create(key)));
      }

      List<Boolean> made = Race.run(committing(rivals));

      assertEquals(1, made.stream().filter(each -> each).count(), "keys made");
      KeyLookup found = store().findByPublicKey(wanted).orElseThrow();
      int winner = made.indexOf(true);
      present.set(winner, rivals.get(winner).organization());
      assertEquals(LookupOrganization.of(present.get(winner)), found.organization());
      for (Organization organization : present) {
        assertEquals(organization, read(organization.id()).organization());
      }
    }
  }

  @Test
  void showsWhatWasMadeToThreadsThatSawTheStateBefore() throws Exception {
    Organization started = samples.organization();
    StoredApiKey key = samples.key(started.id());
    Organization present = commit(samples.creation(started, key));
    try (OtherThread other = new OtherThread()) {
      other.ask(() -> snapshot(started.id(), key));
      for (int round = 0; round < ROUNDS; round++) {
        StoredApiKey changed = key.with(samples.settings().withDescription("round " + round));
        OrganizationChange change = samples.update(present, KeyChanges.update(changed.key()));
        present = commit(change);

        Snapshot seen = other.ask(() -> snapshot(started.id(), key));

        assertEquals(Optional.of(KeyLookup.of(present, changed)), seen.lookups().get(0));
        assertEquals(
            Optional.of(
                new OrganizationSnapshot(
                    present, Map.of(key.key().id(), changed), EventChain.none())),
            seen.facts());
        assertEquals(List.of(changed.key()), seen.page().items());
        assertEquals(
            Map.of(present.id(), OrganizationVersion.of(present.revision())), seen.revisions());
        assertNewestEvents(change.events(), present.id());
      }
    }
  }

  @Test
  void showsAKeyToThreadsThatLookedForItInVain() throws Exception {
    Organization organization = commit(samples.creation(samples.organization()));
    StoredApiKey key = samples.key(organization.id());
    try (OtherThread other = new OtherThread()) {
      other.ask(() -> snapshot(organization.id(), key));
      Organization after = commit(samples.update(organization, KeyChanges.create(key)));

      Snapshot seen = other.ask(() -> snapshot(organization.id(), key));

      assertEquals(List.of(Optional.of(KeyLookup.of(after, key))), seen.lookups());
      assertEquals(
          Optional.of(
              new OrganizationSnapshot(after, Map.of(key.key().id(), key), EventChain.none())),
          seen.facts());
    }
  }

  /**
   * Creates one key after the other. Each try reads the organization first. A key that lost a race
   * is tried again with the same ids.
   */
  private List<AuditEvent> addKeys(ApiKeyStore node, OrganizationId id) {
    List<AuditEvent> written = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      AuditEvent event = samples.event(id);
      KeyChanges keys = KeyChanges.create(samples.key(id));
      int tries = 1;
      while (!addOne(node, id, keys, event)) {
        assertTrue(tries++ < TRIES, "refused more often than others can have come first");
      }
      written.add(event);
    }
    return written;
  }

  private boolean addOne(ApiKeyStore node, OrganizationId id, KeyChanges keys, AuditEvent event) {
    Organization before = node.read(id, Set.of()).orElseThrow().organization();
    Organization after = samples.moved(before).with(before.counters().plus(1, 0));
    return node.commit(OrganizationChange.update(before.revision(), after, keys, List.of(event)));
  }

  private KeyChanges manyKeys(OrganizationId id) {
    List<StoredApiKey> keys = Stream.generate(() -> samples.key(id)).limit(KEYS).toList();
    return new KeyChanges(keys, List.of(), Map.of(), Set.of());
  }

  private List<Callable<Boolean>> committing(List<OrganizationChange> rivals) {
    List<Callable<Boolean>> commits = new ArrayList<>();
    for (OrganizationChange rival : rivals) {
      ApiKeyStore node = node(commits.size()).store();
      commits.add(() -> node.commit(rival));
    }
    return commits;
  }

  private boolean isVisible(OrganizationChange change) {
    return change.keys().created().stream()
        .anyMatch(key -> store().findByPublicKey(key.key().publicKey()).isPresent());
  }

  /** A change that lost a race has used up no id. */
  private Organization commitAgain(OrganizationChange lost, Organization present) {
    return commit(
        OrganizationChange.update(
            present.revision(), samples.moved(present), lost.keys(), lost.events()));
  }
}
