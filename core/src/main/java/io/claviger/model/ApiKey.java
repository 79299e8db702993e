package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A key without its private keys, as it was at one revision of its organization. Immutable. */
public final class ApiKey {
  private final Identity identity;
  private final ApiKeySettings settings;
  private final List<SecretInfo> secrets;

  private ApiKey(Identity identity, ApiKeySettings settings, List<SecretInfo> secrets) {
    Arguments.require(secrets, "secrets", identity, "identity", settings, "settings");
    this.identity = identity;
    this.settings = settings;
    this.secrets = List.copyOf(secrets);
  }

  /**
   * Returns a key of all these parts, with a copy of the list. This is for stores, and gets a
   * parameter for each new part.
   */
  public static ApiKey of(Identity identity, ApiKeySettings settings, List<SecretInfo> secrets) {
    return new ApiKey(identity, settings, secrets);
  }

  /** Returns the parts that never change. */
  public Identity identity() {
    return identity;
  }

  /** Returns the parts that may change. */
  public ApiKeySettings settings() {
    return settings;
  }

  /** Returns the secrets of the key, oldest first; immutable. */
  public List<SecretInfo> secrets() {
    return secrets;
  }

  /** Returns the id of the key. */
  public ApiKeyId id() {
    return identity.id();
  }

  /** Returns the organization of the key, which never changes. */
  public OrganizationId organization() {
    return identity.organization();
  }

  /** Returns when the key was created. */
  public Instant createdAt() {
    return identity.created().at();
  }

  /** Returns who created the key. */
  public Actor createdBy() {
    return identity.created().by();
  }

  /** Returns the public key of its credential. */
  public PublicKey publicKey() {
    return identity.publicKey();
  }

  /** Returns the kind of the key, which never changes. */
  public KeyKind kind() {
    return identity.kind();
  }

  /** Returns the name of the key; empty for none. */
  public Optional<String> name() {
    return settings.name();
  }

  /** Returns the description of the key. */
  public String description() {
    return settings.description();
  }

  /** Returns the labels, which are chosen by those who manage the key. */
  public Labels labels() {
    return settings.labels();
  }

  /** Returns the roles on the organization and on projects, in order; never empty. */
  public SortedSet<RoleAssignment> roles() {
    return settings.roles();
  }

  /** Returns the addresses from which the key may be used. */
  public Whitelist whitelist() {
    return settings.whitelist();
  }

  /** Checks whether the key is enabled. */
  public boolean isEnabled() {
    return settings.isEnabled();
  }

  /** Returns the instant from which the key is expired; empty for never. */
  public Optional<Instant> expiresAt() {
    return settings.expiresAt();
  }

  /** Returns how often the key may be used; empty for no limit. */
  public Optional<Limits.Rate> rateLimit() {
    return settings.rateLimit();
  }

  /** Checks whether the key is expired at this instant. At its expiry it is expired. */
  public boolean isExpired(Instant now) {
    return settings.isExpired(Objects.requireNonNull(now, "now"));
  }

  /** Checks whether the key has this role on the organization. */
  public boolean holds(Role role) {
    return settings.holds(Objects.requireNonNull(role, "role"));
  }

  /**
   * Checks whether the key is a lasting owner: an enabled owner without expiry that has a secret
   * without expiry. An organization keeps at least one lasting owner, unless it has owners outside
   * the key store.
   */
  public boolean isLastingOwner() {
    boolean lastingSecret = secrets.stream().anyMatch(secret -> secret.expiresAt().isEmpty());
    return holds(Role.ORG_OWNER) && isEnabled() && expiresAt().isEmpty() && lastingSecret;
  }

  /**
   * Checks whether the key is enabled and not expired at this instant. It does not look at secrets.
   */
  public boolean isUsable(Instant now) {
    Objects.requireNonNull(now, "now");
    return isEnabled() && !isExpired(now);
  }

  /** Returns its state at this instant. A key that is both disabled and expired is disabled. */
  public State state(Instant now) {
    Objects.requireNonNull(now, "now");
    if (!isEnabled()) {
      return State.DISABLED;
    }
    return isExpired(now) ? State.EXPIRED : State.ACTIVE;
  }

  /** Returns the same key with other settings. */
  public ApiKey with(ApiKeySettings newSettings) {
    return new ApiKey(identity, newSettings, secrets);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ApiKey that
        && identity.equals(that.identity)
        && settings.equals(that.settings)
        && secrets.equals(that.secrets);
  }

  @Override
  public int hashCode() {
    return Objects.hash(identity, settings, secrets);
  }

  @Override
  public String toString() {
    return "ApiKey[identity=%s, settings=%s, secrets=%s]".formatted(identity, settings, secrets);
  }

  /**
   * The state of a key. A key can be disabled and expired at the same time. May grow: use {@code
   * default} in a {@code switch}.
   */
  public enum State {
    /** Enabled, and not expired. */
    ACTIVE,
    /** Disabled. */
    DISABLED,
    /** Its expiry has passed. */
    EXPIRED
  }

  /** The parts of a key that never change. */
  public record Identity(
      ApiKeyId id, OrganizationId organization, PublicKey publicKey, Stamp created, KeyKind kind) {
    /** Checks that no part is null. */
    public Identity {
      Arguments.require(
          id, "id", organization, "organization", publicKey, "publicKey", created, "created");
      Objects.requireNonNull(kind, "kind");
    }
  }
}
