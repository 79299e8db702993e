package io.claviger.store.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.AuditEvent;
import io.claviger.EventId;
import io.claviger.Organization;
import io.claviger.OrganizationCounters;
import io.claviger.OrganizationId;
import io.claviger.PublicKey;
import io.claviger.spi.Facts;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Many threads: nothing is lost, nothing is made twice, and everybody sees what was made. */
abstract class ConcurrencyGroup extends ContractGroup {
  private static final int WRITERS = 8;
  private static final int CHANGES = 50;
  private static final int ROUNDS = 20;

  ConcurrencyGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  @Test
  void losesNoChangeOfManyWriters() throws Exception {
    Organization organization = commit(samples.creation(samples.organization()));
    List<Callable<List<EventId>>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(() -> count(organization.id()));
    }

    List<List<EventId>> told = Race.run(writers);

    Organization after = read(organization.id()).organization();
    int made = WRITERS * CHANGES;
    assertEquals(organization.revision().number() + made, after.revision().number());
    assertEquals(made, after.counters().apiKeys());
    Set<EventId> expected = new HashSet<>();
    told.forEach(expected::addAll);
    List<EventId> found =
        auditLog().newestEvents(organization.id(), made + 1).stream().map(AuditEvent::id).toList();
    assertEquals(made + 1, found.size(), "events, that of the creation included");
    assertTrue(new HashSet<>(found).containsAll(expected));
  }

  @Test
  void makesExactlyOneOfManyChangesAtOneRevision() throws Exception {
    Organization present = commit(samples.creation(samples.organization()));
    for (int round = 0; round < ROUNDS; round++) {
      List<StoredApiKey> keys = new ArrayList<>();
      List<Callable<Boolean>> rivals = new ArrayList<>();
      Organization before = present;
      for (int i = 0; i < WRITERS; i++) {
        StoredApiKey key = samples.key(before.id());
        keys.add(key);
        rivals.add(() -> store().commit(samples.update(before, KeyChanges.create(key))));
      }

      List<Boolean> made = Race.run(rivals);

      assertEquals(1, made.stream().filter(each -> each).count(), "changes made");
      present = read(before.id()).organization();
      List<StoredApiKey> there = keys.stream().filter(this::isThere).toList();
      assertEquals(List.of(keys.get(made.indexOf(true))), there);
      assertEquals(round + 2, auditLog().newestEvents(before.id(), ROUNDS * WRITERS).size());
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
      List<Callable<Boolean>> rivals = new ArrayList<>();
      for (Organization organization : present) {
        StoredApiKey key = samples.withPublicKey(samples.key(organization.id()), wanted);
        rivals.add(() -> store().commit(samples.update(organization, KeyChanges.create(key))));
      }

      List<Boolean> made = Race.run(rivals);

      assertEquals(1, made.stream().filter(each -> each).count(), "keys made");
      KeyLookup found = store().findByPublicKey(wanted).orElseThrow();
      int winner = made.indexOf(true);
      assertEquals(present.get(winner).id(), found.organization().id());
      present.set(winner, found.organization());
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
      other.ask(() -> picture(started.id(), key));
      for (int round = 0; round < ROUNDS; round++) {
        StoredApiKey changed = key.with(samples.settings().withDescription("round " + round));
        OrganizationChange change = samples.update(present, KeyChanges.update(changed.key()));
        present = commit(change);

        Picture seen = other.ask(() -> picture(started.id(), key));

        assertEquals(Optional.of(new KeyLookup(present, changed)), seen.lookups().get(0));
        assertEquals(
            Optional.of(new Facts(present, Map.of(key.key().id(), changed))), seen.facts());
        assertEquals(List.of(changed.key()), seen.page().items());
        assertEquals(Map.of(present.id(), present.revision()), seen.revisions());
        assertEquals(change.events().get(0), seen.events().get(0));
      }
    }
  }

  @Test
  void showsAKeyToThreadsThatLookedForItInVain() throws Exception {
    Organization organization = commit(samples.creation(samples.organization()));
    StoredApiKey key = samples.key(organization.id());
    try (OtherThread other = new OtherThread()) {
      other.ask(() -> picture(organization.id(), key));
      Organization after = commit(samples.update(organization, KeyChanges.create(key)));

      Picture seen = other.ask(() -> picture(organization.id(), key));

      assertEquals(List.of(Optional.of(new KeyLookup(after, key))), seen.lookups());
      assertEquals(Optional.of(new Facts(after, Map.of(key.key().id(), key))), seen.facts());
    }
  }

  /** One more in the organization's count, again and again; each try decides on what it reads. */
  private List<EventId> count(OrganizationId id) {
    List<EventId> told = new ArrayList<>();
    while (told.size() < CHANGES) {
      Organization before = read(id).organization();
      OrganizationCounters more = before.counters().plus(1, 0);
      OrganizationChange change =
          samples.change(before, samples.moved(before).with(more), KeyChanges.none());
      if (store().commit(change)) {
        told.add(change.events().get(0).id());
      }
    }
    return told;
  }

  private boolean isThere(StoredApiKey key) {
    return store().findByPublicKey(key.key().publicKey()).isPresent();
  }
}
