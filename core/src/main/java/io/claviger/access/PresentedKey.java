package io.claviger.access;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.ApiKeySettings;
import io.claviger.Labels;
import io.claviger.OrganizationId;
import io.claviger.PublicKey;
import io.claviger.Role;
import io.claviger.RoleAssignment;
import io.claviger.Validity;
import io.claviger.Whitelist;
import java.util.Objects;
import java.util.SortedSet;

/**
 * A key as a request meets it: what it is, and what may change about it. When and by whom it was
 * made, and what is known about its secrets, is not read for a request: {@link
 * io.claviger.ApiKeys#get} tells that, as {@code identity().created()} and {@code secrets()}.
 * Immutable: a picture of the key at one revision of its organization.
 */
public record PresentedKey(
    ApiKeyId id, OrganizationId organization, PublicKey publicKey, ApiKeySettings settings) {
  /** No part may be null. */
  public PresentedKey {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(publicKey, "publicKey");
    Objects.requireNonNull(settings, "settings");
  }

  /** The same of a whole key. */
  public static PresentedKey of(ApiKey key) {
    return new PresentedKey(key.id(), key.organization(), key.publicKey(), key.settings());
  }

  /** What it is for. */
  public String description() {
    return settings.description();
  }

  /** Free names and values; whoever manages the key chooses them. */
  public Labels labels() {
    return settings.labels();
  }

  /** Its roles on the organization and on projects, in order; never empty. */
  public SortedSet<RoleAssignment> roles() {
    return settings.roles();
  }

  /** From where it may be used. */
  public Whitelist whitelist() {
    return settings.whitelist();
  }

  /** Whether it is switched on, and until when it may be used. */
  public Validity validity() {
    return settings.validity();
  }

  /** Whether it has this role on the organization. */
  public boolean holds(Role role) {
    return settings.holds(role);
  }
}
