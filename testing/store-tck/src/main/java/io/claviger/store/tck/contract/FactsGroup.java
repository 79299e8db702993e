package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.internal.Race;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The facts for a decision are complete, and never older than their revision. */
abstract class FactsGroup extends ContractGroup {
  private static final int CHANGES = 200;

  private final NumberedKeys numbered = new NumberedKeys(samples);
  private Organization organization;
  private StoredApiKey first;
  private StoredApiKey second;
  private StoredApiKey foreign;

  @BeforeEach
  void create() {
    Organization other = samples.organization();
    foreign = samples.key(other.id());
    commit(samples.creation(other, foreign));
    Organization started = samples.organization();
    first = numbered.at(1, samples.key(started.id()));
    second = numbered.at(1, samples.key(started.id()));
    organization = commit(samples.creation(started, first, second));
  }

  @Test
  void tellTheKeysThatWereAskedFor() {
    assertEquals(
        new OrganizationSnapshot(
            organization, Map.of(second.key().id(), second), EventChain.none()),
        read(organization.id(), second.key().id()));
    assertEquals(
        new OrganizationSnapshot(
            organization,
            Map.of(first.key().id(), first, second.key().id(), second),
            EventChain.none()),
        read(organization.id(), first.key().id(), second.key().id()));
  }

  @Test
  void tellTheOrganizationAlone() {
    assertEquals(
        new OrganizationSnapshot(organization, Map.of(), EventChain.none()),
        read(organization.id()));
  }

  @Test
  void leaveOutKeysThatDoNotExist() {
    assertEquals(
        new OrganizationSnapshot(organization, Map.of(first.key().id(), first), EventChain.none()),
        read(organization.id(), samples.apiKeyId(), first.key().id()));
  }

  @Test
  void leaveOutKeysOfOtherOrganizations() {
    assertEquals(
        new OrganizationSnapshot(organization, Map.of(), EventChain.none()),
        read(organization.id(), foreign.key().id()));
  }

  @Test
  void leaveOutDeletedKeys() {
    organization = commit(samples.update(organization, KeyChanges.delete(first.key().id())));

    assertEquals(
        new OrganizationSnapshot(
            organization, Map.of(second.key().id(), second), EventChain.none()),
        read(organization.id(), first.key().id(), second.key().id()));
  }

  @Test
  void areEmptyForAnUnknownOrganization() {
    assertEquals(
        Optional.empty(), store().read(samples.organization().id(), Set.of(first.key().id())));
  }

  @Test
  void areNeverOlderThanTheirRevisionWhileChangesGoOn() throws Exception {
    Race.during(
        () -> {
          Organization present = organization;
          for (int i = 0; i < CHANGES; i++) {
            present = commit(numbered.change(present, first, second));
          }
        },
        () ->
            assertNotOlder(
                otherNode()
                    .read(organization.id(), Set.of(first.key().id(), second.key().id()))
                    .orElseThrow()));
  }

  /**
   * Commits a change on the other node when the store under test has taken the last key id. A store
   * that reads the organization after the keys then returns old keys with a new revision.
   */
  @Test
  void areNotOlderThanTheirRevisionWhenAChangeComesBetween() throws Exception {
    OrganizationChange between = numbered.change(organization, first, second);
    List<ApiKeyId> keys = List.of(first.key().id(), second.key().id());
    try (ConcurrentChange concurrent =
        new ConcurrentChange(Duration.ofSeconds(1), () -> otherNode().commit(between))) {
      Set<ApiKeyId> walked = new TraversedSet<>(keys, concurrent::start);

      assertNotOlder(store().read(organization.id(), walked).orElseThrow());
    }
  }

  private void assertNotOlder(OrganizationSnapshot facts) {
    long number = facts.organization().revision().number();
    assertEquals(2, facts.keys().size());
    for (StoredApiKey stored : facts.keys().values()) {
      List<Long> writtenAt = NumberedKeys.numbers(stored);
      assertEquals(NumberedKeys.PARTS, writtenAt.size());
      assertTrue(
          Collections.min(writtenAt) >= number,
          () -> "facts of revision numbers " + writtenAt + " came with number " + number);
    }
  }
}
