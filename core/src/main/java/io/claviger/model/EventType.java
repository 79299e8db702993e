package io.claviger.model;

import io.claviger.ApiKeys;

/**
 * What an {@link AuditEvent} tells. Names are those of Atlas where it tells the same; that a key
 * joins or leaves a project is a change of its roles here. Stores keep the name.
 */
public enum EventType {
  /** Details: name. */
  ORGANIZATION_CREATED,
  /** Details: the settings that changed. */
  ORGANIZATION_SETTINGS_CHANGED,
  /** The last event of an organization; its keys went with it. Details: name, apiKeys. */
  ORGANIZATION_DELETED,
  /** The host said that something outside the key store changed. */
  ORGANIZATION_TOUCHED,
  /** Details: publicKey, roles, description. */
  API_KEY_CREATED,
  /**
   * Details: publicKey; reaped (always "expired") only if {@link ApiKeys#deleteExpired} deleted it.
   */
  API_KEY_DELETED,
  /** Details: before, after. */
  API_KEY_DESCRIPTION_CHANGED,
  /** No details: labels are the host's own. */
  API_KEY_LABELS_CHANGED,
  /** Details: added, removed. */
  API_KEY_ROLES_CHANGED,
  /** The key was switched on. */
  API_KEY_ENABLED,
  /** The key was switched off. */
  API_KEY_DISABLED,
  /** Details: before, after. */
  API_KEY_EXPIRY_CHANGED,
  /**
   * Details: secret (the new one), overlap (the text of the {@link GracePeriod}). Secrets that had
   * expired are gone too.
   */
  API_KEY_ROTATED,
  /**
   * A newer secret was used, so this one will end; by the host under the name {@code claviger}.
   * Details: secret, expiresAt.
   */
  API_KEY_SECRET_ENDING,
  /**
   * Details: secret; reaped (always "expired") only if {@link ApiKeys#deleteExpired} deleted it.
   * Where it was the newest, the one before it waits for none any more.
   */
  API_KEY_SECRET_DELETED,
  /** Details: whitelistEntry. */
  API_KEY_WHITELIST_ENTRY_ADDED,
  /**
   * Details: whitelistEntry; openToEveryAddress where the change leaves none and the organization
   * requires no whitelist.
   */
  API_KEY_WHITELIST_ENTRY_DELETED
}
