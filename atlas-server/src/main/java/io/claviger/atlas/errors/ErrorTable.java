package io.claviger.atlas.errors;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;

/**
 * All error codes with their status and text. Some codes have a newer name in Atlas, which stands
 * next to the older one.
 */
public final class ErrorTable {
  /**
   * One error code.
   *
   * @param newerCode the code for clients that use the word access list
   * @param detail the text, with {@code %s} for each parameter
   */
  public record Row(String code, String newerCode, int status, String detail) {
    private String code(Era era) {
      return switch (era) {
        case WHITELIST -> code;
        case ACCESS_LIST -> newerCode;
        case SERVICE_ACCOUNT -> newerCode.replace("API_KEY", "SERVICE_ACCOUNT");
      };
    }

    /** Returns the text's parameters. A required whitelist has the address, too, as in Atlas. */
    private List<String> shown(List<String> parameters) {
      int places = code.contains("_REQUIRES_") ? 1 : (int) PLACE.matcher(detail).results().count();
      return parameters.stream().limit(places).map(Shown::of).toList();
    }

    private static String ofAccount(String text) {
      return text.replace("An API key", "A service account")
          .replaceFirst("^API key", "Service account")
          .replaceAll("API [Kk]ey", "service account");
    }

    private static String newer(String text) {
      return text.replace("a whitelist", "an access list").replace("whitelist", "access list");
    }

    private String detail(Era era, List<String> parameters) {
      String newer = era == Era.WHITELIST ? detail : newer(detail);
      String text = era == Era.SERVICE_ACCOUNT ? ofAccount(newer) : newer;
      Iterator<String> next = parameters.iterator();
      return PLACE
          .matcher(text)
          .replaceAll(place -> Matcher.quoteReplacement(next.hasNext() ? next.next() : "?"));
    }
  }

  private static final Pattern PLACE = Pattern.compile("%s");
  private static final Map<String, Row> ROWS = rows();

  private ErrorTable() {}

  /** Returns all rows. */
  public static Collection<Row> all() {
    return ROWS.values();
  }

  /** Returns the document of this error, without details if its code has no row. */
  public static ErrorDocument document(ApiError error, Era era) {
    Row row = ROWS.get(error.code());
    if (row == null) {
      return document(new ApiError("UNEXPECTED_ERROR"), era);
    }
    List<String> parameters = row.shown(error.parameters());
    return new ErrorDocument(
        row.detail(era, parameters), row.status(), row.code(era), parameters, reason(row.status()));
  }

  /** Returns the words for this status. */
  public static String reason(int status) {
    // Jetty has a shorter text for this status.
    return status == 500 ? "Internal Server Error" : HttpStatus.getMessage(status);
  }

  private static Map<String, Row> rows() {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Row row : all(addresses(), keys(), roles(), requests(), callers(), things())) {
      rows.put(row.code(), row);
    }
    return Collections.unmodifiableMap(rows);
  }

  @SafeVarargs
  private static List<Row> all(List<Row>... parts) {
    List<Row> all = new ArrayList<>();
    for (List<Row> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  private static List<Row> addresses() {
    return List.of(
        renamed(
            "ADDRESS_ALREADY_IN_WHITELIST",
            "ADDRESS_ALREADY_IN_ACCESS_LIST",
            409,
            "The address %s is already on the whitelist."),
        renamed(
            "API_KEY_WHITELIST_NOT_FOUND",
            "API_KEY_ACCESS_LIST_ENTRY_NOT_FOUND",
            404,
            "IP address %s not on whitelist for API key %s."),
        renamed(
            "API_KEY_WHITELIST_ACCESS_DENIED",
            "API_KEY_ACCESS_LIST_ACCESS_DENIED",
            401,
            "API key whitelists are only accessible by the API key or by a user administrator."),
        renamed(
            "BAD_WHITELIST_ADD_REQUEST",
            "BAD_ACCESS_LIST_ADD_REQUEST",
            400,
            "Should not specify both the IP address and the CIDR block."),
        renamed(
            "CANNOT_ADD_IP_ADDRESS_TO_API_KEY_WHITELIST",
            "CANNOT_ADD_IP_ADDRESS_TO_API_KEY_ACCESS_LIST",
            400,
            "The address %s cannot be added to whitelists."),
        renamed(
            "CANNOT_REMOVE_CALLER_FROM_WHITELIST",
            "CANNOT_REMOVE_CALLER_FROM_ACCESS_LIST",
            400,
            "Cannot remove caller's IP address %s from whitelist."),
        row(
            "DUPLICATE_ADDRESSES_IN_INPUT",
            400,
            "Two or more of the IP addresses being added to the whitelist are the same."),
        row(
            "INVALID_IP_ADDRESS_OR_CIDR_NOTATION",
            400,
            "The address %s must be in valid IP address or CIDR notation."),
        row("INVALID_CIDR_BLOCK", 400, "The cidr block %s must be in valid CIDR notation."),
        renamed(
            "MAX_WHITELIST_ENTRIES_EXCEEDED",
            "MAX_ACCESS_LIST_ENTRIES_EXCEEDED",
            400,
            "Maximum number of whitelist entries per API key (%s) exceeded."),
        renamed(
            "IP_ADDRESS_NOT_ON_WHITELIST",
            "IP_ADDRESS_NOT_ON_ACCESS_LIST",
            403,
            "IP address %s is not allowed to access this resource."),
        renamed(
            "ORG_REQUIRES_WHITELIST",
            "ORG_REQUIRES_ACCESS_LIST",
            403,
            "This organization requires access through a whitelist of ip ranges."),
        renamed(
            "RESOURCE_REQUIRES_WHITELIST",
            "RESOURCE_REQUIRES_ACCESS_LIST",
            403,
            "This resource requires access through a whitelist of ip ranges."));
  }

  private static List<Row> keys() {
    return List.of(
        row("API_KEY_NOT_FOUND", 404, "No API Key with ID %s exists."),
        row(
            "INVALID_API_KEY_DESC",
            400,
            "API key descriptions are required and must be between 1 and 250 characters of plain"
                + " text, with no private key or UUID in them."),
        row("MISSING_API_KEY_ROLES", 400, "API keys must have at least one role."),
        row("API_KEY_ALREADY_IN_GROUP", 400, "API key is already in the group."),
        row("API_KEY_NOT_IN_GROUP", 400, "API key is not in the group."),
        row(
            "MAX_API_KEYS_PER_ORG_EXCEEDED",
            400,
            "Maximum number of API keys per org (%s) in %s exceeded while trying to add API keys."),
        row("MAX_LIVE_SECRETS_EXCEEDED", 400, "Maximum number of live secrets (%s) exceeded."),
        row(
            "MAX_REVOKED_TOKENS_EXCEEDED",
            400,
            "Maximum number of revoked access tokens exceeded."),
        row("MAX_API_KEY_LIFETIME_EXCEEDED", 400, "API keys must expire within %s."),
        row("API_KEY_SECRET_NOT_FOUND", 404, "No secret with ID %s exists for API key %s."));
  }

  private static List<Row> roles() {
    return List.of(
        row("INVALID_ROLE_FOR_ORG", 400, "Role %s invalid for organization %s."),
        row("INVALID_ROLE_FOR_GROUP", 400, "Role %s is invalid for group %s."),
        row("CANNOT_ADD_GLOBAL_ROLE", 403, "Adding a global role is not supported."),
        row("CANNOT_GRANT_ROLE", 401, "The current user cannot grant the role %s."),
        row("CANNOT_EXTEND_ITSELF", 401, "An API key cannot extend itself."),
        row("OWNER_REQUIRED", 400, "An organization without API keys must have an owner."),
        row(
            "CANNOT_DEMOTE_LAST_ORG_OWNER",
            403,
            "Cannot demote the last owner of the organization."),
        row("CANNOT_DELETE_LAST_OWNER", 403, "Cannot delete the last owner of the organization."));
  }

  private static List<Row> requests() {
    return List.of(
        row("INVALID_ENUM_VALUE", 400, "An invalid enumeration value %s was specified."),
        row("INVALID_ATTRIBUTE", 400, "Invalid attribute %s specified."),
        row(
            "ATTRIBUTE_READ_ONLY",
            400,
            "The attribute %s is read-only and cannot be changed by the user."),
        row("MISSING_ATTRIBUTE", 400, "The required attribute %s was not specified."),
        row(
            "MISSING_ONE_OF_ATTRIBUTES",
            400,
            "Either the %s attribute or the %s attribute must be specified."),
        row("MALFORMED_JSON", 400, "Received JSON is malformed."),
        row("INVALID_JSON", 400, "Received JSON does not match expected format."),
        row(
            "INVALID_JSON_ATTRIBUTE",
            400,
            "Received JSON for the %s attribute does not match expected format."),
        row("INVALID_QUERY_PARAMETER", 400, "Invalid query parameter %s specified."),
        row("VALIDATION_ERROR", 400, "The request content produced the validation error: %s."),
        row("UNSUPPORTED_MEDIA_TYPE", 415, "The media type of the request must be JSON."),
        row(
            "UNSUPPORTED_CONTENT_ENCODING",
            415,
            "The body of the request must not be compressed or encoded in another way."));
  }

  private static List<Row> callers() {
    return List.of(
        row("NO_CURRENT_USER", 401, "No current user."),
        row("USER_UNAUTHORIZED", 401, "Current user is not authorized to perform this action."),
        row("USER_CANNOT_ACCESS_ORG", 401, "User cannot access this organization."),
        row("API_KEY_CANNOT_CREATE_ORG", 403, "API keys cannot create organizations."));
  }

  private static List<Row> things() {
    return List.of(
        row("INVALID_ORG_ID", 404, "An invalid organization ID %s was specified."),
        row("INVALID_GROUP_ID", 404, "An invalid group ID %s was specified."),
        row("INVALID_KEY_ID", 404, "An invalid key ID %s was specified."),
        row("INVALID_CLIENT_ID", 404, "An invalid client ID %s was specified."),
        row("ORG_NOT_FOUND", 404, "No organization with ID %s exists."),
        row("GROUP_NAME_NOT_FOUND", 404, "No group with name %s exists."),
        row("GROUP_NOT_FOUND", 404, "No group with ID %s exists."),
        row("RESOURCE_NOT_FOUND", 404, "Cannot find resource %s."),
        row("METHOD_NOT_ALLOWED", 405, "The resource %s does not support this method."),
        row(
            "RATE_LIMITED_TOKEN_BUCKET",
            429,
            "Rate limit exceeded for %s. Please retry after %s seconds."
                + " Request capacity: %s. Refill rate: %s per %s seconds."),
        row("ORG_ALREADY_EXISTS", 409, "The organization ID %s was used before."),
        row("CONTENTION", 503, "The organization was changed by others meanwhile; try again."),
        row("STALE", 409, "The organization was changed meanwhile."),
        row("UNEXPECTED_ERROR", 500, "Unexpected error."),
        row("OUTCOME_UNKNOWN", 500, "Nobody can say whether the change was made; look."),
        row("STORE_FAILURE", 503, "Not available at the moment; try again."));
  }

  private static Row row(String code, int status, String detail) {
    return new Row(code, code, status, detail);
  }

  private static Row renamed(String code, String newerCode, int status, String detail) {
    return new Row(code, newerCode, status, detail);
  }
}
