package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.InvalidValueException;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One change of one organization, as data. The rules of the library make it. A store makes all of
 * it or none of it, checks nothing in it and adds nothing to it.
 *
 * @param expected the revision that the organization must be at. Empty: no organization of this id
 *     may ever have existed
 * @param organization the organization after the change, at its next revision
 * @param deletesOrganization whether the organization is deleted, with all its keys. Its id stays
 *     used permanently, and its events stay
 * @param events written in the same commit; never empty; their ids are unique in the store
 * @param chain kept with the organization in place of the one before
 */
public record OrganizationChange(
    Optional<Revision> expected,
    Organization organization,
    boolean deletesOrganization,
    KeyChanges keys,
    List<AuditEvent> events,
    EventChain chain) {
  /**
   * Copies the events. Throws {@link InvalidValueException} for a change that contradicts itself.
   */
  public OrganizationChange {
    Arguments.require(
        expected, "expected", organization, "organization", keys, "keys", events, "events");
    Objects.requireNonNull(chain, "chain");
    events = List.copyOf(events);
    require(!events.isEmpty(), "must have at least one event");
    require(
        !expected.equals(Optional.of(organization.revision())),
        "must have an organization at another revision than the expected one");
    require(
        !deletesOrganization || expected.isPresent(),
        "must expect a revision if it deletes the organization");
    require(
        expected.isPresent()
            || (keys.updated().isEmpty() && keys.deleted().isEmpty() && keys.secrets().isEmpty()),
        "must not update or delete keys of a new organization, nor replace their secrets");
    Set<ApiKeyId> named = new HashSet<>(keys.deleted());
    keys.created().forEach(created -> requireOwn(created.key(), organization.id(), named));
    require(
        Collections.disjoint(named, keys.secrets().keySet()),
        "must replace the secrets only of keys that exist and are not deleted");
    Set<PublicKey> drawn = new HashSet<>();
    for (StoredApiKey created : keys.created()) {
      require(
          drawn.add(created.key().publicKey()), "must give each new key a public key of its own");
    }
    keys.updated().forEach(updated -> requireOwn(updated, organization.id(), named));
    for (AuditEvent event : events) {
      require(
          event.organization().equals(organization.id()),
          "must have only events of its own organization");
    }
  }

  /** Returns the same change with these events, and with the chain that they continue. */
  public OrganizationChange with(List<AuditEvent> newEvents, EventChain newChain) {
    Arguments.require(newEvents, "newEvents", newChain, "newChain");
    return new OrganizationChange(
        expected, organization, deletesOrganization, keys, newEvents, newChain);
  }

  private static void requireOwn(ApiKey key, OrganizationId organization, Set<ApiKeyId> named) {
    require(key.organization().equals(organization), "must have only keys of its own organization");
    require(named.add(key.id()), "must create, update or delete each key only once");
  }

  /** Returns the change that creates an organization with its first keys. */
  public static OrganizationChange creation(
      Organization organization, List<StoredApiKey> keys, List<AuditEvent> events) {
    Objects.requireNonNull(keys, "keys");
    KeyChanges created = new KeyChanges(keys, List.of(), Map.of(), Set.of());
    return new OrganizationChange(
        Optional.empty(), organization, false, created, events, EventChain.none());
  }

  /** Returns a change of an organization that stays. */
  public static OrganizationChange update(
      Revision expected, Organization organization, KeyChanges keys, List<AuditEvent> events) {
    Objects.requireNonNull(expected, "expected");
    return new OrganizationChange(
        Optional.of(expected), organization, false, keys, events, EventChain.none());
  }

  /** Returns the change that deletes an organization and all its keys. */
  public static OrganizationChange deletion(
      Revision expected, Organization organization, List<AuditEvent> events) {
    Objects.requireNonNull(expected, "expected");
    return new OrganizationChange(
        Optional.of(expected), organization, true, KeyChanges.none(), events, EventChain.none());
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw InvalidValueException.hidden("organization change", rule);
    }
  }
}
