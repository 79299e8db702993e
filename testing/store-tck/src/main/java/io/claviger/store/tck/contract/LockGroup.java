package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.internal.OtherThread;
import io.claviger.store.tck.internal.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Work that is done with the lock keeps every rule of a store. Whether a store locks anything is
 * its own affair.
 */
abstract class LockGroup extends ContractGroup {
  private static final int WRITERS = 8;
  private static final int CHANGES = 10;

  private Organization organization;
  private StoredApiKey key;

  @BeforeEach
  void create() {
    organization = samples.organization();
    key = samples.key(organization.id());
    commit(samples.creation(organization, key));
  }

  @Test
  void hasCommittedBeforeTheWorkIsOver() throws Exception {
    OrganizationChange first = samples.update(organization, KeyChanges.none());
    assertTrue(otherNode().commit(first));
    OrganizationChange second = samples.update(first.organization(), KeyChanges.none());
    List<String> calls = new ArrayList<>();
    try (OtherThread other = new OtherThread()) {
      Optional<Organization> seen =
          store()
              .withLock(
                  organization.id(),
                  locked -> {
                    calls.add("work");
                    assertEquals(Optional.of(first.organization()), found(locked));
                    assertTrue(locked.commit(second), "nobody else has changed it");
                    return answer(other, () -> found(otherNode()));
                  });
      assertEquals(Optional.of(second.organization()), seen, "seen by the other node");
    }
    assertEquals(List.of("work"), calls);
    assertEquals(second.organization(), read(organization.id()).organization());
    assertNewestEvents(second.events(), organization.id());
  }

  @Test
  void throwsWhatTheWorkThrows() {
    IllegalStateException thrown = new IllegalStateException("the directory is down");
    Snapshot before = snapshot(organization.id(), key);

    assertSame(
        thrown,
        assertThrows(
            IllegalStateException.class,
            () ->
                store()
                    .withLock(
                        organization.id(),
                        locked -> {
                          assertEquals(Optional.of(organization), found(locked));
                          throw thrown;
                        })));

    assertEquals(before, snapshot(organization.id(), key));
    assertTrue(otherNode().commit(samples.update(organization, KeyChanges.none())));
  }

  @Test
  void refusesWhatEveryCommitRefuses() {
    OrganizationChange first = samples.update(organization, KeyChanges.none());
    commit(first);
    Organization present = first.organization();
    StoredApiKey twin =
        samples.withPublicKey(samples.key(organization.id()), key.key().publicKey());
    OrganizationChange last = samples.update(present, KeyChanges.none());

    assertTrue(
        withLock(
            organization.id(),
            locked -> {
              assertFalse(locked.commit(samples.update(organization, KeyChanges.none())));
              assertFalse(locked.commit(samples.update(present, KeyChanges.create(twin))));
              assertEquals(Optional.of(present), found(locked));
              return locked.commit(last);
            }));

    assertEquals(last.organization(), read(organization.id()).organization());
    assertEquals(Optional.of(key), lookedUp());
  }

  @Test
  void runsForAnOrganizationThatDoesNotExist() {
    OrganizationChange creation = samples.creation(samples.organization());
    OrganizationId id = creation.organization().id();

    assertTrue(
        withLock(id, locked -> locked.read(id, Set.of()).isEmpty() && locked.commit(creation)));

    assertEquals(creation.organization(), read(id).organization());
  }

  @Test
  void keepsNeitherReadersNorNeighboursWaiting() throws Exception {
    OrganizationChange plain =
        samples.update(commit(samples.creation(samples.organization())), KeyChanges.none());
    OrganizationChange second = samples.update(plain.organization(), KeyChanges.none());
    try (OtherThread other = new OtherThread()) {
      assertTrue(
          withLock(
              organization.id(),
              locked -> {
                assertEquals(Optional.of(organization), found(locked));
                assertEquals(Optional.of(key), answer(other, this::lookedUp));
                assertEquals(Optional.of(organization), answer(other, () -> found(store())));
                assertTrue(answer(other, () -> store().commit(plain)));
                OrganizationId neighbour = second.organization().id();
                return answer(other, () -> withLock(neighbour, its -> its.commit(second)));
              }));
    }
    assertEquals(second.organization(), read(second.organization().id()).organization());
  }

  @Test
  void losesNoChangeOfManyWriters() throws Exception {
    List<Callable<Integer>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      ApiKeyStore node = node(i).store();
      writers.add(() -> change(node));
    }

    Race.run(writers);

    assertEquals(
        organization.revision().number() + WRITERS * CHANGES,
        read(organization.id()).organization().revision().number());
    assertNumberOfEvents(WRITERS * CHANGES + 1, organization.id());
  }

  private int change(ApiKeyStore node) {
    int made = 0;
    while (made < CHANGES) {
      boolean changed =
          node.withLock(
              organization.id(),
              locked ->
                  locked.commit(samples.update(found(locked).orElseThrow(), KeyChanges.none())));
      made += changed ? 1 : 0;
    }
    return made;
  }

  private boolean withLock(OrganizationId id, Function<ChangeStore, Boolean> work) {
    Boolean made = store().withLock(id, work);
    return made;
  }

  private Optional<Organization> found(ChangeStore by) {
    return by.read(organization.id(), Set.of()).map(facts -> facts.organization());
  }

  private Optional<StoredApiKey> lookedUp() {
    return otherNode().findByPublicKey(key.key().publicKey()).map(lookup -> stored(key));
  }

  private static <T> T answer(OtherThread other, Callable<T> question) {
    try {
      return other.ask(question);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
