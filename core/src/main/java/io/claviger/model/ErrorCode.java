package io.claviger.model;

/**
 * What a {@link ClavigerException} is about, as a stable constant. Each constant lists the
 * parameters that {@link ClavigerException#parameters} returns with it.
 */
public enum ErrorCode {
  /** No organization has this id (or it was deleted). Parameter: the id. */
  ORGANIZATION_NOT_FOUND,
  /** No key of this organization has this id. Parameter: the id. */
  API_KEY_NOT_FOUND,
  /** The block is not on the whitelist of this key. Parameters: the block, the key id. */
  WHITELIST_ENTRY_NOT_FOUND,

  /**
   * The text is not an organization id. Parameter: the text, hidden where it is longer than an id.
   */
  INVALID_ORGANIZATION_ID,
  /** The text is not a project id. Parameter: the text, hidden where it is longer than an id. */
  INVALID_PROJECT_ID,
  /** The text is not an API key id. Parameter: the text, hidden where it is longer than an id. */
  INVALID_API_KEY_ID,
  /** The text is neither an IP address nor a CIDR block. Parameter: the text. */
  INVALID_ADDRESS,
  /**
   * The description is missing, is not 1 to 250 code points of plain text, or contains text of the
   * form of a private key. Parameter: the text, with that part masked.
   */
  INVALID_DESCRIPTION,
  /** A key must have at least one role. */
  ROLES_REQUIRED,
  /** The key has a role on the project already. */
  API_KEY_ALREADY_IN_PROJECT,
  /** The key has no role on the project, so an owner of the project takes none away. */
  API_KEY_NOT_IN_PROJECT,
  /** The role cannot be assigned on an organization. Parameter: the role. */
  ROLE_NOT_FOR_ORGANIZATIONS,
  /** The role cannot be assigned on a project. Parameter: the role. */
  ROLE_NOT_FOR_PROJECTS,
  /** No role has this name, or the registry of roles does not know it. Parameter: the role. */
  UNKNOWN_ROLE,
  /**
   * Any other value that breaks its rule. Parameter: what was wrong, then the value unless it is
   * secret.
   */
  INVALID_VALUE,

  /** The caller lacks the role for this. */
  NOT_ALLOWED,
  /** The caller has nothing to do with this organization, which may or may not exist. */
  NO_ACCESS_TO_ORGANIZATION,
  /** The key that calls is gone, disabled or expired, or its secret is. */
  CALLING_KEY_NOT_VALID,
  /** A whitelist by itself is accessible to its key and to owners only. */
  WHITELIST_ACCESS_DENIED,
  /** A key never creates an organization. */
  API_KEY_CANNOT_CREATE_ORGANIZATION,
  /** The calling key's whitelist does not admit the caller's address. Parameter: the address. */
  ADDRESS_NOT_ON_WHITELIST,
  /** The organization admits keys with a whitelist only. Parameter: the caller's address. */
  ORGANIZATION_REQUIRES_WHITELIST,
  /** The operation is open to keys with a whitelist only. Parameter: the caller's address. */
  OPERATION_REQUIRES_WHITELIST,
  /**
   * The change would lock the calling key out, or leave its own whitelist empty. Parameter: the
   * caller's address.
   */
  WHITELIST_WOULD_EXCLUDE_CALLER,

  /** The block is on the whitelist already. Parameter: the block. */
  BLOCK_ALREADY_ON_WHITELIST,
  /** The same block was named twice in one request. Parameter: the block. */
  DUPLICATE_BLOCKS,
  /**
   * Policy refuses blocks that admit everybody or are too wide, and the unspecified address.
   * Parameter: the block.
   */
  BLOCK_NOT_ALLOWED_ON_WHITELIST,
  /** The whitelist would grow past its limit. Parameter: the limit. */
  TOO_MANY_WHITELIST_ENTRIES,
  /**
   * The organization has as many keys as it may have. Parameters: the limit, the organization id.
   */
  TOO_MANY_API_KEYS,
  /**
   * The last lasting owner cannot be demoted, disabled or given an expiry, nor lose its last secret
   * that has no end. Parameter: the organization id.
   */
  LAST_OWNER_CANNOT_BE_DEMOTED,
  /** The last lasting owner cannot be deleted. Parameter: the organization id. */
  LAST_OWNER_CANNOT_BE_REVOKED,
  /** The caller would grant a role that it does not hold. Parameter: the role assignment. Not an */
  CANNOT_GRANT_ROLE,
  /**
   * A key that is no owner cannot enable or extend itself, rotate itself unless {@link
   * ManagementPolicy#selfRotation} says so, nor end the secret whose first use would end others of
   * it, nor make a key that lasts longer than itself, or that works from where it does not.
   */
  CANNOT_EXTEND_ITSELF,
  /** The key would have more live secrets than it may. Parameter: the limit. */
  TOO_MANY_SECRETS,
  /**
   * The key would last longer than its organization allows. Parameter: the longest lifetime, as in
   * ISO 8601.
   */
  LIFETIME_TOO_LONG,
  /** The key has no secret with this id. Parameters: the id, the key id. */
  SECRET_NOT_FOUND,
  /** No project of this organization has this id. Parameter: the project id. */
  PROJECT_NOT_FOUND,
  /**
   * The organization id was used before, by an organization that lives or that was deleted.
   * Parameter: the id.
   */
  ORGANIZATION_ID_USED,

  /**
   * The organization is no longer at the revision the caller named. Parameter: the organization id.
   */
  STALE_REVISION,
  /**
   * The call lost against changes of the organization until its deadline. Parameter: the
   * organization id.
   */
  CONTENTION,
  /** Nobody can say whether the change was made. Parameter: the organization id. */
  OUTCOME_UNKNOWN,
  /** The store is in trouble. */
  STORE_FAILURE
}
