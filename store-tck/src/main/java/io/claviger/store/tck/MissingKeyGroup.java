package io.claviger.store.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyIdentity;
import io.claviger.model.StoreException;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * All or nothing: a change that names a key which is not there is a fault, and no part of it is
 * written.
 */
abstract class MissingKeyGroup extends BroadChangeGroup {
  MissingKeyGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  @Test
  void failsForAnUpdateOfAKeyThatNeverExisted() {
    fails(KeyChanges.update(samples.key(organization.id()).key()));
  }

  @Test
  void failsForAnUpdateOfAKeyOfANeighbour() {
    ApiKey foreign = neighbour.key();
    ApiKeyIdentity claimed =
        new ApiKeyIdentity(foreign.id(), organization.id(), foreign.publicKey(), samples.stamp());

    fails(KeyChanges.update(new ApiKey(claimed, samples.settings(), foreign.secrets())));
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
    List<Picture> before = scene();

    assertThrows(StoreException.class, () -> store().commit(change));

    assertEquals(before, scene());
    commit(samples.update(organization, good));
  }

  /** A key that existed until the change before. */
  private StoredApiKey removed() {
    StoredApiKey gone = deleted;
    organization = commit(samples.update(organization, KeyChanges.delete(gone.key().id())));
    good = new KeyChanges(good.created(), good.updated(), good.secrets(), Set.of());
    return gone;
  }
}
