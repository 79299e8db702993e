package io.claviger.store.tck;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;

/**
 * An organization with three keys, a neighbour with one, and a change of the organization that has
 * a good part of every kind: to see what becomes of the good parts when a bad one joins them.
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

  BroadChangeGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

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

  /** The good parts and this. */
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

  /** All that there is to see, of both organizations. */
  final List<Picture> scene() {
    return List.of(
        picture(organization.id(), updated, rotated, deleted, created),
        picture(neighbour.key().organization(), neighbour));
  }
}
