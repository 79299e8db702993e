package io.claviger.importing;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key to import. Immutable. */
public final class ImportedKey {
  private final OrganizationId organization;
  private final ImportedSecret secret;
  private final NewApiKey settings;
  private final Optional<Instant> createdAt;
  private final boolean enabled;

  private ImportedKey(
      OrganizationId organization,
      ImportedSecret secret,
      NewApiKey settings,
      Optional<Instant> createdAt,
      boolean enabled) {
    this.organization = Objects.requireNonNull(organization, "organization");
    this.secret = Objects.requireNonNull(secret, "secret");
    this.settings = Objects.requireNonNull(settings, "settings");
    this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
    this.enabled = enabled;
    if (settings.isPair() || settings.tokenFormat().isPresent()) {
      throw InvalidValueException.hidden(
          ErrorCode.INVALID_VALUE, "form of an imported key", "must be empty");
    }
  }

  /**
   * Returns an enabled key that is created at the time of the import.
   *
   * @param settings must name no form of the credential, since the credential exists
   * @throws InvalidValueException if the settings name one
   */
  public static ImportedKey of(
      OrganizationId organization, ImportedSecret secret, NewApiKey settings) {
    return new ImportedKey(organization, secret, settings, Optional.empty(), true);
  }

  /** Returns the organization of the key. */
  public OrganizationId organization() {
    return organization;
  }

  /** Returns the secret. */
  public ImportedSecret secret() {
    return secret;
  }

  /**
   * Returns the description, name, labels, roles, whitelist, expiry and kind, and the expiry of the
   * secret.
   */
  public NewApiKey settings() {
    return settings;
  }

  /** Returns when the key was issued; empty for the time of the import. */
  public Optional<Instant> createdAt() {
    return createdAt;
  }

  /** Checks whether the key can be used. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Returns this key with another time of its creation. */
  public ImportedKey withCreatedAt(Instant newCreatedAt) {
    return new ImportedKey(organization, secret, settings, Optional.of(newCreatedAt), enabled);
  }

  /** Returns this key, but disabled. */
  public ImportedKey disabled() {
    return new ImportedKey(organization, secret, settings, createdAt, false);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ImportedKey that
        && organization.equals(that.organization)
        && secret.equals(that.secret)
        && settings.equals(that.settings)
        && createdAt.equals(that.createdAt)
        && enabled == that.enabled;
  }

  @Override
  public int hashCode() {
    return Objects.hash(organization, secret, settings, createdAt, enabled);
  }

  @Override
  public String toString() {
    return "ImportedKey[organization=%s, secret=%s, settings=%s, createdAt=%s, enabled=%s]"
        .formatted(organization, secret, settings, createdAt, enabled);
  }
}
