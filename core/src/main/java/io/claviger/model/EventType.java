package io.claviger.model;

import io.claviger.internal.text.Quoted;
import java.util.Objects;

/**
 * The kinds of {@link AuditEvent}. They have the names that Atlas uses for the same events, except
 * that a key that joins or leaves a project is a change of its roles. May grow: use {@code default}
 * in a {@code switch}.
 *
 * <p>Stores write the {@linkplain #stored stored text}, and MACs are computed over it. It never
 * changes. Events of earlier versions may have other names for two details: {@code overlap} for
 * {@code gracePeriod}, and {@code reaped} for {@code reason}.
 */
public enum EventType {
  /** Details: name. */
  ORGANIZATION_CREATED("ORGANIZATION_CREATED"),
  /** Details: the settings that changed. */
  ORGANIZATION_SETTINGS_CHANGED("ORGANIZATION_SETTINGS_CHANGED"),
  /**
   * The organization was deleted with all its keys; this is its last event. Details: name, apiKeys.
   */
  ORGANIZATION_DELETED("ORGANIZATION_DELETED"),
  /** The application reported a change outside the key store, by bumpRevision. */
  ORGANIZATION_REVISION_BUMPED("ORGANIZATION_TOUCHED"),
  /**
   * Details: publicKey, roles, description; rateLimit, name and kind if the key has them, and
   * secretExpiresAt if its first secret expires; for a key of other software also imported, which
   * names the kind of its hash.
   */
  API_KEY_CREATED("API_KEY_CREATED"),
  /**
   * Details: publicKey; reason (always "expired") only if {@link io.claviger.ApiKeys#deleteExpired}
   * deleted it.
   */
  API_KEY_DELETED("API_KEY_DELETED"),
  /**
   * The description or the name changed. Details: before, after, of the description; nameBefore,
   * nameAfter, of the name, which are "none" without one. Those of the other are absent.
   */
  API_KEY_DESCRIPTION_CHANGED("API_KEY_DESCRIPTION_CHANGED"),
  /** No details, since labels belong to the application. */
  API_KEY_LABELS_CHANGED("API_KEY_LABELS_CHANGED"),
  /** Details: added, removed. */
  API_KEY_ROLES_CHANGED("API_KEY_ROLES_CHANGED"),
  /** The key was enabled. */
  API_KEY_ENABLED("API_KEY_ENABLED"),
  /** The key was disabled. */
  API_KEY_DISABLED("API_KEY_DISABLED"),
  /** Details: before, after. */
  API_KEY_EXPIRY_CHANGED("API_KEY_EXPIRY_CHANGED"),
  /** Details: before, after. */
  API_KEY_RATE_LIMIT_CHANGED("API_KEY_RATE_LIMIT_CHANGED"),
  /**
   * Details: secret (the new one), gracePeriod (the text of the {@link GracePeriod}); expiresAt if
   * the new secret expires. Expired secrets were deleted too.
   */
  API_KEY_ROTATED("API_KEY_ROTATED"),
  /**
   * A newer secret was used, so this one got an expiry. The event is by the application under the
   * name {@code claviger}. Details: secret, expiresAt.
   */
  API_KEY_SECRET_ENDING("API_KEY_SECRET_ENDING"),
  /**
   * Details: secret; reason (always "expired") only if {@link io.claviger.ApiKeys#deleteExpired}
   * deleted it; leaked (always "reported") only if {@link io.claviger.ApiKeys#reportLeak} did. If
   * it was the newest secret, the one before it no longer waits for the use of a newer one.
   */
  API_KEY_SECRET_DELETED("API_KEY_SECRET_DELETED"),
  /** Details: whitelistEntry. */
  API_KEY_WHITELIST_ENTRY_ADDED("API_KEY_WHITELIST_ENTRY_ADDED"),
  /**
   * Details: whitelistEntry; openToEveryAddress if the change leaves no entry and the organization
   * requires no whitelist.
   */
  API_KEY_WHITELIST_ENTRY_DELETED("API_KEY_WHITELIST_ENTRY_DELETED");

  private final String stored;

  EventType(String stored) {
    this.stored = stored;
  }

  /** Returns the text that stores write for this type. */
  public String stored() {
    return stored;
  }

  /**
   * Returns the type for which stores write this text.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static EventType ofStored(String text) {
    Objects.requireNonNull(text, "text");
    for (EventType type : values()) {
      if (type.stored.equals(text)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no type of events is stored as " + Quoted.text(text));
  }
}
