package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.Organization;
import io.claviger.model.SecretId;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.StorePart;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * If one id or public key of a change is taken, the answer is false. No part of the change is
 * written, and its other ids stay free.
 */
abstract class CollisionGroup extends BroadChangeGroup {
  @Test
  void makesAllPartsWhereNothingCollides() {
    Organization after = commit(samples.update(organization, good));

    assertEquals(after, read(organization.id()).organization());
    assertEquals(
        Map.of(
            updated.key().id(), updated.with(good.updated().get(0).settings()),
            rotated.key().id(), rotated.with(rotatedTo),
            created.key().id(), created),
        read(
                organization.id(),
                updated.key().id(),
                rotated.key().id(),
                deleted.key().id(),
                created.key().id())
            .keys());
  }

  @Test
  void refusesAPublicKeyOfANeighbour() {
    refuses(KeyChanges.create(withPublicKeyOf(neighbour)));
  }

  @Test
  void refusesAPublicKeyOfTheSameOrganization() {
    refuses(KeyChanges.create(withPublicKeyOf(updated)));
  }

  @Test
  void refusesAKeyIdOfANeighbour() {
    refuses(KeyChanges.create(samples.key(organization.id(), neighbour.key().id())));
  }

  @Test
  void refusesAKeyIdOfTheSameOrganization() {
    StoredApiKey bystander = samples.key(organization.id());
    organization = commit(samples.update(organization, KeyChanges.create(bystander)));

    refuses(KeyChanges.create(samples.key(organization.id(), bystander.key().id())));
  }

  @Test
  void refusesASecretIdOfANeighbourOnANewKey() {
    refuses(KeyChanges.create(withSecretId(secretId(neighbour))));
  }

  @Test
  void refusesASecretIdOfAnotherKeyOnANewKey() {
    refuses(KeyChanges.create(withSecretId(secretId(updated))));
  }

  @Test
  void refusesASecretIdOfANeighbourInARotation() {
    refuses(rotation(updated.key().id(), samples.secret(secretId(neighbour))));
  }

  @Test
  void refusesASecretIdOfAnotherKeyInARotation() {
    StoredApiKey bystander = samples.key(organization.id());
    organization = commit(samples.update(organization, KeyChanges.create(bystander)));

    refuses(
        rotation(
            updated.key().id(),
            updated.secrets().get(0),
            samples.secret(),
            samples.secret(secretId(bystander))));
  }

  @Test
  void refusesAnEventIdOfANeighbour() {
    refusesEvent(neighbourhood.events().get(0).id());
  }

  @Test
  @Needs(StorePart.EVENTS)
  void refusesAnEventIdOfTheSameOrganization() {
    refusesEvent(newestEvents(organization.id(), 1).get(0).id());
  }

  private void refusesEvent(EventId taken) {
    List<AuditEvent> events =
        List.of(samples.event(organization.id()), samples.event(organization.id(), taken));
    refuses(
        OrganizationChange.update(
            organization.revision(), samples.moved(organization), good, events));
  }

  private void refuses(KeyChanges colliding) {
    refuses(goodAnd(colliding));
  }

  private void refuses(OrganizationChange change) {
    List<Snapshot> before = snapshots();

    assertFalse(store().commit(change));

    assertEquals(before, snapshots());
    commit(samples.update(organization, good));
  }

  private StoredApiKey withPublicKeyOf(StoredApiKey other) {
    return samples.withPublicKey(samples.key(organization.id()), other.key().publicKey());
  }

  private StoredApiKey withSecretId(SecretId taken) {
    StoredApiKey fresh = samples.key(organization.id());
    return fresh.with(List.of(samples.secret(), samples.secret(taken)));
  }

  private static SecretId secretId(StoredApiKey key) {
    return key.secrets().get(0).info().id();
  }
}
