package io.claviger.model;

import java.util.List;

/**
 * The reason of a {@link ClavigerException}, as a stable constant. Each constant lists the
 * parameters that {@link ClavigerException#parameters} returns with it. May grow: use {@code
 * default} in a {@code switch}.
 */
public enum ErrorCode {
  /** No organization has this id (or it was deleted). Parameter: the id. */
  ORGANIZATION_NOT_FOUND(
      Kind.NOT_FOUND, "The organization does not exist, or you have no access to it"),
  /** No key of this organization has this id. Parameter: the id. */
  API_KEY_NOT_FOUND(Kind.NOT_FOUND, "The API key does not exist"),
  /** The block is not on the whitelist of this key. Parameters: the block, the key id. */
  WHITELIST_ENTRY_NOT_FOUND(Kind.NOT_FOUND, "The whitelist has no such entry", "%s"),

  /** The text is not an organization id. Parameter: the text, hidden if it is longer than an id. */
  INVALID_ORGANIZATION_ID(Kind.INVALID_ARGUMENT, "This is not the id of an organization"),
  /** The text is not a project id. Parameter: the text, hidden if it is longer than an id. */
  INVALID_PROJECT_ID(Kind.INVALID_ARGUMENT, "This is not the id of a project"),
  /** The text is not an API key id. Parameter: the text, hidden if it is longer than an id. */
  INVALID_API_KEY_ID(Kind.INVALID_ARGUMENT, "This is not the id of an API key"),
  /**
   * The text is not an IP address or a CIDR block, or the block has host bits. Parameters: the
   * text, and what is wrong with it, with a suggestion if there is one.
   */
  INVALID_ADDRESS(Kind.INVALID_ARGUMENT, "This is not a valid IP address or CIDR block", "%s"),
  /**
   * The description is missing, is not 1 to 250 code points of plain text, or contains text in the
   * form of a private key. Parameter: the text, with that part masked.
   */
  INVALID_DESCRIPTION(
      Kind.INVALID_ARGUMENT,
      "The description must be 1 to 250 characters of plain text, without a private key"),
  /** A key must have at least one role. */
  ROLES_REQUIRED(Kind.INVALID_ARGUMENT, "An API key must have at least one role"),
  /** The key already has a role on the project. */
  API_KEY_ALREADY_IN_PROJECT(
      Kind.INVALID_ARGUMENT, "The API key already has a role on the project"),
  /** The key has no role on the project, so an owner of the project cannot remove it. */
  API_KEY_NOT_IN_PROJECT(Kind.INVALID_ARGUMENT, "The API key has no role on the project"),
  /** The role cannot be assigned on an organization. Parameter: the role. */
  ROLE_NOT_FOR_ORGANIZATIONS(
      Kind.INVALID_ARGUMENT, "The role cannot be given on an organization", "%s"),
  /** The role cannot be assigned on a project. Parameter: the role. */
  ROLE_NOT_FOR_PROJECTS(Kind.INVALID_ARGUMENT, "The role cannot be given on a project", "%s"),
  /**
   * The text is not the name of a role, or the registry does not declare the role. Parameter: the
   * role.
   */
  UNKNOWN_ROLE(Kind.INVALID_ARGUMENT, "There is no such role", "%s"),
  /**
   * Any other value that breaks its rule. Parameters: the kind of value, then the value unless it
   * is secret.
   */
  INVALID_VALUE(Kind.INVALID_ARGUMENT, "A value is not valid", "%s"),

  /** The caller lacks the role for this. */
  NOT_ALLOWED(Kind.PERMISSION_DENIED, "You are not allowed to do this"),
  /** The caller does not belong to this organization, which may or may not exist. */
  NO_ACCESS_TO_ORGANIZATION(
      Kind.PERMISSION_DENIED, "The organization does not exist, or you have no access to it"),
  /** The calling key or its secret no longer exists or has expired, or the key is disabled. */
  CALLING_KEY_NOT_VALID(Kind.UNAUTHENTICATED, "Your API key is not valid"),
  /** Only the key itself and owners may read or change its whitelist. */
  WHITELIST_ACCESS_DENIED(
      Kind.PERMISSION_DENIED, "Only the API key itself and owners have access to its whitelist"),
  /** A key cannot create an organization. */
  API_KEY_CANNOT_CREATE_ORGANIZATION(
      Kind.PERMISSION_DENIED, "An API key cannot create an organization"),
  /** The calling key's whitelist does not admit the caller's address. Parameter: the address. */
  ADDRESS_NOT_ON_WHITELIST(
      Kind.PERMISSION_DENIED, "The whitelist of your API key does not contain your address", "%s"),
  /** The organization admits only keys with a whitelist. Parameter: the caller's address. */
  ORGANIZATION_REQUIRES_WHITELIST(
      Kind.PERMISSION_DENIED,
      "The organization requires API keys with a whitelist, and yours has none"),
  /** Only keys with a whitelist may use the operation. Parameter: the caller's address. */
  OPERATION_REQUIRES_WHITELIST(
      Kind.PERMISSION_DENIED, "Only an API key with a whitelist may do this, and yours has none"),
  /**
   * The calling key would exclude itself, or would leave its own whitelist empty. Parameter: the
   * caller's address.
   */
  WHITELIST_WOULD_EXCLUDE_CALLER(
      Kind.INVALID_ARGUMENT,
      "Your API key would exclude your own address from its whitelist",
      "%s"),

  /** The block is already on the whitelist. Parameter: the block. */
  BLOCK_ALREADY_ON_WHITELIST(Kind.CONFLICT, "The whitelist already has this entry", "%s"),
  /** One request named the same block twice. Parameter: the block. */
  DUPLICATE_BLOCKS(
      Kind.INVALID_ARGUMENT, "The request names the same address or block twice", "%s"),
  /**
   * The policy refuses the block: it admits every address, is too wide, or is the unspecified
   * address. Parameter: the block.
   */
  BLOCK_NOT_ALLOWED_ON_WHITELIST(
      Kind.INVALID_ARGUMENT, "This entry is not allowed on a whitelist", "%s"),
  /** The whitelist would exceed its limit. Parameter: the limit. */
  TOO_MANY_WHITELIST_ENTRIES(
      Kind.INVALID_ARGUMENT,
      "The whitelist would have too many entries",
      "at most %s are possible"),
  /**
   * The organization already has as many keys as it may have. Parameters: the limit, the
   * organization id.
   */
  TOO_MANY_API_KEYS(
      Kind.INVALID_ARGUMENT,
      "The organization has too many API keys to create another",
      "at most %s are possible"),
  /**
   * An organization without a key must have an owner that is not a key. Parameter: the organization
   * id.
   */
  OWNER_REQUIRED(
      Kind.INVALID_ARGUMENT, "The organization would have no owner; create it with an API key"),
  /**
   * The last lasting owner cannot be demoted, be disabled, get an expiry or lose its last secret
   * without expiry. Parameter: the organization id.
   */
  LAST_OWNER_CANNOT_BE_DEMOTED(
      Kind.PERMISSION_DENIED,
      "The organization must keep an owner that works and does not expire; make another API key an"
          + " owner first"),
  /** The last lasting owner cannot be revoked. Parameter: the organization id. */
  LAST_OWNER_CANNOT_BE_REVOKED(
      Kind.PERMISSION_DENIED,
      "The organization must keep an owner that works and does not expire; make another API key an"
          + " owner first"),
  /** The caller would grant a role that it does not have. Parameter: the role assignment. */
  CANNOT_GRANT_ROLE(Kind.PERMISSION_DENIED, "You cannot grant a role that you do not have", "%s"),
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
  CANNOT_EXTEND_ITSELF(
      Kind.PERMISSION_DENIED,
      "Your API key cannot extend its own rights; ask an owner of the organization"),
  /** The key would have more live secrets than allowed. Parameter: the limit. */
  TOO_MANY_SECRETS(
      Kind.INVALID_ARGUMENT, "The API key would have too many secrets", "at most %s are possible"),
  /**
   * The key or its organization has as many revoked access tokens as it may have. Parameter: the
   * key id.
   */
  TOO_MANY_REVOKED_TOKENS(
      Kind.INVALID_ARGUMENT,
      "Too many access tokens were revoked; delete the secret to end all of its tokens"),
  /**
   * The key would last longer than its organization allows. Parameter: the longest lifetime in ISO
   * 8601.
   */
  LIFETIME_TOO_LONG(
      Kind.INVALID_ARGUMENT,
      "The API key would last longer than the organization allows; choose an earlier expiry"),
  /** The key has no secret with this id. Parameters: the id, the key id. */
  SECRET_NOT_FOUND(Kind.NOT_FOUND, "The API key has no such secret"),
  /** No project of this organization has this id. Parameter: the project id. */
  PROJECT_NOT_FOUND(Kind.NOT_FOUND, "The project does not exist in this organization"),
  /** An organization, existing or deleted, already used this id. Parameter: the id. */
  ORGANIZATION_ID_USED(
      Kind.CONFLICT, "This id cannot be used for a new organization; choose another"),

  /** The key does not fulfil the condition of the call. Parameter: the key id. */
  KEY_CHANGED(
      Kind.CONFLICT,
      "The API key was changed in the meantime; look at it again before you repeat this"),
  /**
   * The organization is not at the revision that the caller named. Parameter: the organization id.
   */
  STALE_REVISION(
      Kind.CONFLICT,
      "The organization was changed in the meantime; look at it again before you repeat this"),
  /**
   * Other changes of the organization overtook the call until its deadline. Parameter: the
   * organization id.
   */
  CONTENTION(
      Kind.UNAVAILABLE,
      "Other changes were made at the same time; nothing was changed, so try again"),
  /** It is unknown whether the change was made. Parameter: the organization id. */
  OUTCOME_UNKNOWN(
      Kind.OUTCOME_UNKNOWN,
      "It is not known whether the change was made; check before you repeat it"),
  /** The store failed. */
  STORE_FAILURE(Kind.UNAVAILABLE, "The service is not available at the moment; try again later");

  /**
   * A group of codes that an HTTP server answers with the same status. May grow: use {@code
   * default} in a {@code switch}.
   */
  public enum Kind {
    /** A value or the request breaks a rule; the caller can fix it. HTTP: 400. */
    INVALID_ARGUMENT,
    /** The caller may not do this, or the last owner is protected. HTTP: 403. */
    PERMISSION_DENIED,
    /** Something that the request names does not exist. HTTP: 404. */
    NOT_FOUND,
    /**
     * The request contradicts the stored state, so the same request is refused again. HTTP: 409.
     */
    CONFLICT,
    /** The calling key is no longer valid. HTTP: 401. */
    UNAUTHENTICATED,
    /**
     * The store failed, or other changes overtook the call. The same request may succeed later; see
     * {@link ClavigerException#retryAfter}. HTTP: 503.
     */
    UNAVAILABLE,
    /** It is unknown whether the change was made. HTTP: 500. */
    OUTCOME_UNKNOWN
  }

  private final Kind kind;
  private final String message;
  private final String detail;

  ErrorCode(Kind kind, String message) {
    this(kind, message, "");
  }

  /** Takes a sentence without its end, and a detail with a place for the first parameter. */
  ErrorCode(Kind kind, String message, String detail) {
    this.kind = kind;
    this.message = message;
    this.detail = detail;
  }

  /** Returns the kind, so that an application needs no list of codes to choose an HTTP status. */
  public Kind kind() {
    return kind;
  }

  /** Returns the text of {@link ClavigerException#publicMessage}. */
  String publicMessage(List<String> parameters) {
    if (detail.isEmpty() || parameters.isEmpty()) {
      return message + ".";
    }
    String shown = this == INVALID_ADDRESS ? String.join("; ", parameters) : parameters.get(0);
    String text = message + ": " + detail.replace("%s", shown);
    return text.endsWith("?") ? text : text + ".";
  }
}
