package io.claviger.model;

/**
 * The kinds of {@link AuditEvent}. They have the names that Atlas uses for the same events, except
 * that a key that joins or leaves a project is a change of its roles. Stores keep the name.
 */
public enum EventType {
  /** Details: name. */
  ORGANIZATION_CREATED,
  /** Details: the settings that changed. */
  ORGANIZATION_SETTINGS_CHANGED,
  /**
   * The organization was deleted with all its keys; this is its last event. Details: name, apiKeys.
   */
  ORGANIZATION_DELETED,
  /** The application reported a change outside the key store. */
  ORGANIZATION_TOUCHED,
  /**
   * Details: publicKey, roles, description; rateLimit if the key has one; for a key of other
   * software also imported, which names the kind of its hash.
   */
  API_KEY_CREATED,
  /**
   * Details: publicKey; reaped (always "expired") only if {@link io.claviger.ApiKeys#deleteExpired}
   * deleted it.
   */
  API_KEY_DELETED,
  /** Details: before, after. */
  API_KEY_DESCRIPTION_CHANGED,
  /** No details, since labels belong to the application. */
  API_KEY_LABELS_CHANGED,
  /** Details: added, removed. */
  API_KEY_ROLES_CHANGED,
  /** The key was enabled. */
  API_KEY_ENABLED,
  /** The key was disabled. */
  API_KEY_DISABLED,
  /** Details: before, after. */
  API_KEY_EXPIRY_CHANGED,
  /** Details: before, after. */
  API_KEY_RATE_LIMIT_CHANGED,
  /**
   * Details: secret (the new one), overlap (the text of the {@link GracePeriod}). Expired secrets
   * were deleted too.
   */
  API_KEY_ROTATED,
  /**
   * A newer secret was used, so this one got an expiry. The event is by the application under the
   * name {@code claviger}. Details: secret, expiresAt.
   */
  API_KEY_SECRET_ENDING,
  /**
   * Details: secret; reaped (always "expired") only if {@link io.claviger.ApiKeys#deleteExpired}
   * deleted it; leaked (always "reported") only if {@link io.claviger.ApiKeys#reportLeak} did. If
   * it was the newest secret, the one before it no longer waits for the use of a newer one.
   */
  API_KEY_SECRET_DELETED,
  /** Details: whitelistEntry. */
  API_KEY_WHITELIST_ENTRY_ADDED,
  /**
   * Details: whitelistEntry; openToEveryAddress if the change leaves no entry and the organization
   * requires no whitelist.
   */
  API_KEY_WHITELIST_ENTRY_DELETED
}
