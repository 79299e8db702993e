package io.claviger.model;

/**
 * The reason of a {@link ClavigerException}, as a stable constant. Each constant lists the
 * parameters that {@link ClavigerException#parameters} returns with it.
 */
public enum ErrorCode {
  /** No organization has this id (or it was deleted). Parameter: the id. */
  ORGANIZATION_NOT_FOUND,
  /** No key of this organization has this id. Parameter: the id. */
  API_KEY_NOT_FOUND,
  /** The block is not on the whitelist of this key. Parameters: the block, the key id. */
  WHITELIST_ENTRY_NOT_FOUND,

  /** The text is not an organization id. Parameter: the text, hidden if it is longer than an id. */
  INVALID_ORGANIZATION_ID,
  /** The text is not a project id. Parameter: the text, hidden if it is longer than an id. */
  INVALID_PROJECT_ID,
  /** The text is not an API key id. Parameter: the text, hidden if it is longer than an id. */
  INVALID_API_KEY_ID,
  /** The text is neither an IP address nor a CIDR block. Parameter: the text. */
  INVALID_ADDRESS,
  /**
   * The description is missing, is not 1 to 250 code points of plain text, or contains text in the
   * form of a private key. Parameter: the text, with that part masked.
   */
  INVALID_DESCRIPTION,
  /** A key must have at least one role. */
  ROLES_REQUIRED,
  /** The key already has a role on the project. */
  API_KEY_ALREADY_IN_PROJECT,
  /** The key has no role on the project, so an owner of the project cannot remove it. */
  API_KEY_NOT_IN_PROJECT,
  /** The role cannot be assigned on an organization. Parameter: the role. */
  ROLE_NOT_FOR_ORGANIZATIONS,
  /** The role cannot be assigned on a project. Parameter: the role. */
  ROLE_NOT_FOR_PROJECTS,
  /**
   * The text is not the name of a role, or the registry does not declare the role. Parameter: the
   * role.
   */
  UNKNOWN_ROLE,
  /**
   * Any other value that breaks its rule. Parameters: the kind of value, then the value unless it
   * is secret.
   */
  INVALID_VALUE,

  /** The caller lacks the role for this. */
  NOT_ALLOWED,
  /** The caller does not belong to this organization, which may or may not exist. */
  NO_ACCESS_TO_ORGANIZATION,
  /** The calling key or its secret no longer exists or has expired, or the key is disabled. */
  CALLING_KEY_NOT_VALID,
  /** Only the key itself and owners may read or change its whitelist. */
  WHITELIST_ACCESS_DENIED,
  /** A key cannot create an organization. */
  API_KEY_CANNOT_CREATE_ORGANIZATION,
  /** The calling key's whitelist does not admit the caller's address. Parameter: the address. */
  ADDRESS_NOT_ON_WHITELIST,
  /** The organization admits only keys with a whitelist. Parameter: the caller's address. */
  ORGANIZATION_REQUIRES_WHITELIST,
  /** Only keys with a whitelist may use the operation. Parameter: the caller's address. */
  OPERATION_REQUIRES_WHITELIST,
  /**
   * The calling key would exclude itself, or would leave its own whitelist empty. Parameter: the
   * caller's address.
   */
  WHITELIST_WOULD_EXCLUDE_CALLER,

  /** The block is already on the whitelist. Parameter: the block. */
  BLOCK_ALREADY_ON_WHITELIST,
  /** One request named the same block twice. Parameter: the block. */
  DUPLICATE_BLOCKS,
  /**
   * The policy refuses the block: it admits every address, is too wide, or is the unspecified
   * address. Parameter: the block.
   */
  BLOCK_NOT_ALLOWED_ON_WHITELIST,
  /** The whitelist would exceed its limit. Parameter: the limit. */
  TOO_MANY_WHITELIST_ENTRIES,
  /**
   * The organization already has as many keys as it may have. Parameters: the limit, the
   * organization id.
   */
  TOO_MANY_API_KEYS,
  /**
   * The last lasting owner cannot be demoted, be disabled, get an expiry or lose its last secret
   * without expiry. Parameter: the organization id.
   */
  LAST_OWNER_CANNOT_BE_DEMOTED,
  /** The last lasting owner cannot be revoked. Parameter: the organization id. */
  LAST_OWNER_CANNOT_BE_REVOKED,
  /** The caller would grant a role that it does not have. Parameter: the role assignment. */
  CANNOT_GRANT_ROLE,
  /**
   * A key that is not an owner would gain by the change. It cannot:
   *
   * <ul>
   *   <li>enable itself, or expire later;
   *   <li>rotate itself, unless {@link ManagementPolicy#selfRotation} allows it;
   *   <li>delete a secret whose first use would end its older secrets;
   *   <li>create a key that lasts longer than itself, or works from other addresses.
   * </ul>
   */
  CANNOT_EXTEND_ITSELF,
  /** The key would have more live secrets than allowed. Parameter: the limit. */
  TOO_MANY_SECRETS,
  /**
   * The key would last longer than its organization allows. Parameter: the longest lifetime in ISO
   * 8601.
   */
  LIFETIME_TOO_LONG,
  /** The key has no secret with this id. Parameters: the id, the key id. */
  SECRET_NOT_FOUND,
  /** No project of this organization has this id. Parameter: the project id. */
  PROJECT_NOT_FOUND,
  /** An organization, existing or deleted, already used this id. Parameter: the id. */
  ORGANIZATION_ID_USED,

  /**
   * The organization is not at the revision that the caller named. Parameter: the organization id.
   */
  STALE_REVISION,
  /**
   * Other changes of the organization overtook the call until its deadline. Parameter: the
   * organization id.
   */
  CONTENTION,
  /** It is unknown whether the change was made. Parameter: the organization id. */
  OUTCOME_UNKNOWN,
  /** The store failed. */
  STORE_FAILURE
}
