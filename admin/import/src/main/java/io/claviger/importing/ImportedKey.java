package io.claviger.importing;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A key to import.
 *
 * @param settings the description, name, labels, roles, whitelist, expiry and kind, and the expiry
 *     of the secret; its form must be empty, since the credential exists
 * @param createdAt when the key was issued; empty for the time of the import
 * @param enabled whether the key can be used
 */
public record ImportedKey(
    OrganizationId organization,
    ImportedSecret secret,
    NewApiKey settings,
    Optional<Instant> createdAt,
    boolean enabled) {
  /** Throws {@link InvalidValueException} if the settings ask for a form of credential. */
  public ImportedKey {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(createdAt, "createdAt");
    if (settings.form().isPresent()) {
      throw InvalidValueException.hidden(
          ErrorCode.INVALID_VALUE, "form of an imported key", "must be empty");
    }
  }

  /** Returns an enabled key that is created at the time of the import. */
  public static ImportedKey of(
      OrganizationId organization, ImportedSecret secret, NewApiKey settings) {
    return new ImportedKey(organization, secret, settings, Optional.empty(), true);
  }

  /** Returns this key with another time of its creation. */
  public ImportedKey withCreatedAt(Instant newCreatedAt) {
    return new ImportedKey(organization, secret, settings, Optional.of(newCreatedAt), enabled);
  }

  /** Returns this key, but disabled. */
  public ImportedKey disabled() {
    return new ImportedKey(organization, secret, settings, createdAt, false);
  }
}
