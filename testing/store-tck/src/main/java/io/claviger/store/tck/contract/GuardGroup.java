package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.Revision;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.StoredApiKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change is made only if the organization is at exactly the expected revision. */
abstract class GuardGroup extends ContractGroup {
  private Organization organization;
  private StoredApiKey key;

  @BeforeEach
  void create() {
    Organization started =
        samples.organization().withRevision(new Revision(7, 0x7f00_0000_0000_0001L));
    key = samples.key(started.id());
    organization = commit(samples.creation(started, key));
  }

  @Test
  void makesAChangeAtThePresentRevision() {
    Organization after =
        samples
            .moved(organization)
            .with(
                OrganizationSettings.of(
                    "Renamed",
                    true,
                    Optional.empty(),
                    Limits.standard().withApiKeys(3).withWhitelistEntries(2)))
            .with(new OrganizationCounters(2, 1));

    commit(samples.change(organization, after, KeyChanges.none()));

    assertEquals(after, read(organization.id()).organization());
  }

  @Test
  void refusesTheRevisionBefore() {
    Organization moved = commit(samples.update(organization, KeyChanges.none()));

    refusesFrom(organization);

    assertEquals(moved, read(organization.id()).organization());
  }

  @Test
  void refusesASmallerNumber() {
    refusesFrom(organization.withRevision(new Revision(6, organization.revision().random())));
  }

  @Test
  void refusesALargerNumber() {
    refusesFrom(organization.withRevision(new Revision(8, organization.revision().random())));
  }

  @Test
  void refusesTheSameNumberWithOtherBits() {
    refusesFrom(organization.withRevision(new Revision(7, organization.revision().random() + 1)));
  }

  @Test
  void comparesAllBits() {
    refusesFrom(
        organization.withRevision(new Revision(7, organization.revision().random() ^ (1L << 63))));
    refusesFrom(
        organization.withRevision(new Revision(7, organization.revision().random() ^ (1L << 32))));
  }

  @Test
  void movesToExactlyTheRevisionOfTheChange() {
    Organization after = organization.withRevision(new Revision(8, -1));

    commit(samples.change(organization, after, KeyChanges.none()));

    assertEquals(new Revision(8, -1), read(organization.id()).organization().revision());
    refusesFrom(organization);
    commit(samples.update(after, KeyChanges.none()));
  }

  @Test
  void movesThoughTheBitsMeetByChance() {
    Organization sameBits =
        organization.withRevision(new Revision(8, organization.revision().random()));

    commit(samples.change(organization, sameBits, KeyChanges.none()));

    refusesFrom(organization);
    refusesFrom(organization.withRevision(new Revision(8, 0)));
    commit(samples.update(sameBits, KeyChanges.none()));
  }

  @Test
  void refusesADeletionAtAnotherRevision() {
    commit(samples.update(organization, KeyChanges.none()));
    Snapshot before = snapshot(organization.id(), key);

    assertFalse(store().commit(samples.deletion(organization)));

    assertEquals(before, snapshot(organization.id(), key));
  }

  @Test
  void refusesAChangeOfAnOrganizationThatNeverExisted() {
    Organization unknown = samples.organization();

    assertFalse(store().commit(samples.update(unknown, KeyChanges.none())));
    assertFalse(store().commit(samples.deletion(unknown)));

    assertEquals(Optional.empty(), store().read(unknown.id(), Set.of()));
    commit(samples.creation(unknown));
  }

  @Test
  void looksAtTheGuardFirst() {
    ApiKeyId gone = key.key().id();
    Organization moved = commit(samples.update(organization, KeyChanges.delete(gone)));

    for (KeyChanges late :
        List.of(
            KeyChanges.update(key.key()),
            KeyChanges.delete(gone),
            rotation(gone, samples.secret()),
            rotation(gone))) {
      assertFalse(
          store().commit(samples.update(organization, late)),
          "a change that lost to the deletion of its key lost a race; it is no fault");
    }

    assertEquals(moved, read(organization.id()).organization());
  }

  /** Checks that changes are refused which expect the revision of this organization. */
  private void refusesFrom(Organization decidedOn) {
    StoredApiKey late = samples.key(organization.id());
    Snapshot before = snapshot(organization.id(), key, late);

    assertFalse(store().commit(samples.update(decidedOn, KeyChanges.create(late))));
    assertFalse(store().commit(samples.update(decidedOn, KeyChanges.delete(key.key().id()))));

    assertEquals(before, snapshot(organization.id(), key, late));
  }
}
