package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.ApiKey;
import io.claviger.model.KeyKind;
import io.claviger.model.StoreException;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** If a change names a key that does not exist, the store throws and writes no part of it. */
abstract class MissingKeyGroup extends BroadChangeGroup {
  @Test
  void failsForAnUpdateOfAKeyThatNeverExisted() {
    fails(KeyChanges.update(samples.key(organization.id()).key()));
  }

  @Test
  void failsForAnUpdateOfAKeyOfANeighbour() {
    ApiKey foreign = neighbour.key();
    ApiKey.Identity claimed =
        new ApiKey.Identity(
            foreign.id(), organization.id(), foreign.publicKey(), samples.stamp(), KeyKind.none());

    fails(KeyChanges.update(ApiKey.of(claimed, samples.settings(), foreign.secrets())));
  }

  @Test
  void failsForADeletionOfAKeyThatNeverExisted() {
    fails(KeyChanges.delete(samples.apiKeyId()));
  }

  @Test
  void failsForADeletionOfAKeyOfANeighbour() {
    fails(KeyChanges.delete(neighbour.key().id()));
  }

  @Test
  void failsForARotationOfAKeyThatNeverExisted() {
    fails(rotation(samples.apiKeyId(), samples.secret()));
  }

  @Test
  void failsForARotationOfAKeyOfANeighbour() {
    fails(rotation(neighbour.key().id(), samples.secret()));
  }

  @Test
  void failsForARotationToNoSecretsOfAKeyThatNeverExisted() {
    fails(rotation(samples.apiKeyId()));
  }

  @Test
  void failsForAnUpdateOfAKeyThatIsGone() {
    fails(KeyChanges.update(removed().key()));
  }

  @Test
  void failsForADeletionOfAKeyThatIsGone() {
    fails(KeyChanges.delete(removed().key().id()));
  }

  @Test
  void failsForARotationOfAKeyThatIsGone() {
    fails(rotation(removed().key().id(), samples.secret()));
  }

  private void fails(KeyChanges missing) {
    OrganizationChange change = goodAnd(missing);
    List<Snapshot> before = snapshots();

    assertThrows(StoreException.class, () -> store().commit(change));

    assertEquals(before, snapshots());
    commit(samples.update(organization, good));
  }

  /** Deletes a key, and returns it. */
  private StoredApiKey removed() {
    StoredApiKey gone = deleted;
    organization = commit(samples.update(organization, KeyChanges.delete(gone.key().id())));
    good = new KeyChanges(good.created(), good.updated(), good.secrets(), Set.of());
    return gone;
  }
}
