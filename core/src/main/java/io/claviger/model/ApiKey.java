package io.claviger.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;

/**
 * Everything that is known about a key except its secrets. Immutable: a picture of the key at one
 * revision of its organization.
 *
 * @param secrets its secrets, oldest first; immutable
 */
public record ApiKey(ApiKeyIdentity identity, ApiKeySettings settings, List<SecretInfo> secrets) {
  /** The state of a key. A key can be disabled and expired at the same time. */
  public enum State {
    /** Enabled, and not expired. */
    ACTIVE,
    /** Disabled. */
    DISABLED,
    /** Its expiry has passed. */
    EXPIRED
  }

  /** Copies the list. */
  public ApiKey {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(settings, "settings");
    secrets = List.copyOf(secrets);
  }

  /** Its id. */
  public ApiKeyId id() {
    return identity.id();
  }

  /** The organization it belongs to, always the same one. */
  public OrganizationId organization() {
    return identity.organization();
  }

  /** When it was created. */
  public Instant createdAt() {
    return identity.created().at();
  }

  /** Who created it. */
  public Actor createdBy() {
    return identity.created().by();
  }

  /** The public half of its credential. */
  public PublicKey publicKey() {
    return identity.publicKey();
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

  /**
   * Whether it is an owner that lasts: enabled, without expiry, with a secret without expiry. An
   * organization keeps at least one of these, unless it has owners outside the key store.
   */
  public boolean isLastingOwner() {
    boolean lastingSecret = secrets.stream().anyMatch(secret -> secret.expiresAt().isEmpty());
    return holds(Role.ORG_OWNER)
        && validity().enabled()
        && validity().expiresAt().isEmpty()
        && lastingSecret;
  }

  /** Whether it is enabled and not expired at this instant; says nothing about its secrets. */
  public boolean isUsable(Instant now) {
    return validity().enabled() && !validity().isExpired(now);
  }

  /** Returns its state at this instant. A key that is both disabled and expired is disabled. */
  public State state(Instant now) {
    if (!validity().enabled()) {
      return State.DISABLED;
    }
    return validity().isExpired(now) ? State.EXPIRED : State.ACTIVE;
  }

  /** The same key with other settings. */
  public ApiKey with(ApiKeySettings newSettings) {
    return new ApiKey(identity, newSettings, secrets);
  }
}
