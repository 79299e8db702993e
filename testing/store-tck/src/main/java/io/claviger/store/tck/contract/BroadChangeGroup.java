package io.claviger.store.tck.contract;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/**
 * An organization with three keys, another organization with one key, and a change of the first one
 * with a valid part of every kind. Tests add an invalid part to see that the valid parts are not
 * written.
 */
abstract class BroadChangeGroup extends ContractGroup {
  Organization organization;
  StoredApiKey updated;
  StoredApiKey rotated;
  StoredApiKey deleted;
  StoredApiKey created;
  List<StoredSecret> rotatedTo;
  KeyChanges good;
  OrganizationChange neighbourhood;
  StoredApiKey neighbour;

  @BeforeEach
  final void create() {
    Organization other = samples.organization();
    neighbour = samples.key(other.id());
    neighbourhood = samples.creation(other, neighbour);
    commit(neighbourhood);
    organization = samples.organization();
    updated = samples.key(organization.id());
    rotated = samples.key(organization.id());
    deleted = samples.key(organization.id());
    created = samples.key(organization.id());
    commit(samples.creation(organization, updated, rotated, deleted));
    rotatedTo = List.of(samples.secret());
    good =
        new KeyChanges(
            List.of(created),
            List.of(updated.key().with(samples.settings().withDescription("changed"))),
            Map.of(rotated.key().id(), rotatedTo),
            Set.of(deleted.key().id()));
  }

  /** Returns a change with the valid parts and these. */
  final OrganizationChange goodAnd(KeyChanges more) {
    List<StoredApiKey> allCreated = new ArrayList<>(good.created());
    allCreated.addAll(more.created());
    var allUpdated = new ArrayList<>(good.updated());
    allUpdated.addAll(more.updated());
    Map<ApiKeyId, List<StoredSecret>> allSecrets = new HashMap<>(good.secrets());
    allSecrets.putAll(more.secrets());
    Set<ApiKeyId> allDeleted = new HashSet<>(good.deleted());
    allDeleted.addAll(more.deleted());
    return samples.update(
        organization, new KeyChanges(allCreated, allUpdated, allSecrets, allDeleted));
  }

  /** Returns snapshots of both organizations. */
  final List<Snapshot> snapshots() {
    return List.of(
        snapshot(organization.id(), updated, rotated, deleted, created),
        snapshot(neighbour.key().organization(), neighbour));
  }
}
