package io.claviger;

/**
 * What a {@link ClavigerException} is about, as a stable constant. The names are those of the Atlas
 * Administration API of the whitelist era where it has one, so that a server built on this library
 * can answer with them; constants that Atlas does not know say so.
 */
public enum ErrorCode {
  /** No organization has this id (or it was deleted). Parameter: the id. */
  ORG_NOT_FOUND,
  /** No key of this organization has this id. Parameter: the id. */
  API_KEY_NOT_FOUND,
  /** The block is not on the whitelist of this key. Parameters: the block, the key id. */
  API_KEY_WHITELIST_NOT_FOUND,

  /**
   * The text is not an organization id. Parameter: the text, hidden where it is longer than an id.
   */
  INVALID_ORG_ID,
  /** The text is not a project id. Parameter: the text, hidden where it is longer than an id. */
  INVALID_GROUP_ID,
  /** The text is not an API key id. Parameter: the text, hidden where it is longer than an id. */
  INVALID_KEY_ID,
  /** The text is neither an IP address nor a CIDR block. Parameter: the text. */
  INVALID_IP_ADDRESS_OR_CIDR_NOTATION,
  /**
   * The description is missing, is not 1 to 250 code points of plain text, or contains text of the
   * form of a private key. Parameter: the text, with that part masked.
   */
  INVALID_API_KEY_DESC,
  /** A key must have at least one role. */
  MISSING_API_KEY_ROLES,
  /** The key has a role on the project already. */
  API_KEY_ALREADY_IN_GROUP,
  /**
   * The key has no role on the project, so an owner of the project takes none away. Not an Atlas
   * code.
   */
  API_KEY_NOT_IN_GROUP,
  /** The role cannot be assigned on an organization. Parameter: the role. */
  INVALID_ROLE_FOR_ORG,
  /** The role cannot be assigned on a project. Parameter: the role. */
  INVALID_ROLE_FOR_GROUP,
  /** No role has this name, or the registry of roles does not know it. Parameter: the role. */
  INVALID_ENUM_VALUE,
  /**
   * Any other value that breaks its rule. Parameter: what was wrong, then the value unless it is
   * secret.
   */
  INVALID_ATTRIBUTE,

  /** The caller lacks the role for this. */
  USER_UNAUTHORIZED,
  /** The caller has nothing to do with this organization, which may or may not exist. */
  USER_CANNOT_ACCESS_ORG,
  /** The key that calls is gone, disabled or expired, or its secret is. */
  NO_CURRENT_USER,
  /** A whitelist by itself is accessible to its key and to owners only. */
  API_KEY_WHITELIST_ACCESS_DENIED,
  /** A key never creates an organization. */
  API_KEY_CANNOT_CREATE_ORG,
  /** The calling key's whitelist does not admit the caller's address. Parameter: the address. */
  IP_ADDRESS_NOT_ON_WHITELIST,
  /** The organization admits keys with a whitelist only. Parameter: the caller's address. */
  ORG_REQUIRES_WHITELIST,
  /** The operation is open to keys with a whitelist only. Parameter: the caller's address. */
  RESOURCE_REQUIRES_WHITELIST,
  /**
   * The change would lock the calling key out, or leave its own whitelist empty. Parameter: the
   * caller's address.
   */
  CANNOT_REMOVE_CALLER_FROM_WHITELIST,

  /** The block is on the whitelist already. Parameter: the block. */
  ADDRESS_ALREADY_IN_WHITELIST,
  /** The same block was named twice in one request. Parameter: the block. */
  DUPLICATE_ADDRESSES_IN_INPUT,
  /**
   * Policy refuses blocks that admit everybody or are too wide, and the unspecified address.
   * Parameter: the block.
   */
  CANNOT_ADD_IP_ADDRESS_TO_API_KEY_WHITELIST,
  /** The whitelist would grow past its limit. Parameter: the limit. Not an Atlas code. */
  MAX_WHITELIST_ENTRIES_EXCEEDED,
  /**
   * The organization has as many keys as it may have. Parameters: the limit, the organization id.
   */
  MAX_API_KEYS_PER_ORG_EXCEEDED,
  /**
   * The last lasting owner cannot be demoted, disabled or given an expiry, nor lose its last secret
   * that has no end. Parameter: the organization id.
   */
  CANNOT_DEMOTE_LAST_ORG_OWNER,
  /** The last lasting owner cannot be deleted. Parameter: the organization id. */
  CANNOT_DELETE_LAST_OWNER,
  /**
   * The caller would grant a role that it does not hold. Parameter: the role assignment. Not an
   * Atlas code.
   */
  CANNOT_GRANT_ROLE,
  /**
   * A key that is no owner cannot enable or extend itself, rotate itself unless {@link
   * SecretPolicy} says so, nor end the secret whose first use would end others of it, nor make a
   * key that lasts longer than itself, or that works from where it does not. Not an Atlas code.
   */
  CANNOT_EXTEND_ITSELF,
  /** The key would have more live secrets than it may. Parameter: the limit. Not an Atlas code. */
  MAX_LIVE_SECRETS_EXCEEDED,
  /**
   * The key would last longer than its organization allows. Parameter: the longest lifetime, as in
   * ISO 8601. Not an Atlas code.
   */
  MAX_API_KEY_LIFETIME_EXCEEDED,
  /** The key has no secret with this id. Parameters: the id, the key id. Not an Atlas code. */
  API_KEY_SECRET_NOT_FOUND,
  /** No project of this organization has this id. Parameter: the project id. */
  GROUP_NOT_FOUND,
  /**
   * The organization id was used before, by an organization that lives or that was deleted.
   * Parameter: the id. Not an Atlas code.
   */
  ORG_ALREADY_EXISTS,

  /**
   * The organization is no longer at the revision the caller named. Parameter: the organization id.
   * Not an Atlas code.
   */
  STALE,
  /**
   * The call lost against changes of the organization until its deadline. Parameter: the
   * organization id. Not an Atlas code.
   */
  CONTENTION,
  /**
   * Nobody can say whether the change was made. Parameter: the organization id. Not an Atlas code.
   */
  OUTCOME_UNKNOWN,
  /** The store is in trouble. Not an Atlas code. */
  STORE_FAILURE
}
