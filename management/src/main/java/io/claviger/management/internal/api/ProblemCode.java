package io.claviger.management.internal.api;

import io.claviger.management.internal.json.JsonException;

/**
 * The codes of problems that are no {@link io.claviger.model.ErrorCode}. Clients compare the names,
 * so they do not change.
 */
public enum ProblemCode {
  /** The query, a value or a combination of values is not valid. */
  INVALID_REQUEST(400, "Bad Request"),
  /** The body is not JSON in UTF-8, has a name twice, or is too deep. */
  MALFORMED_JSON(400, "Bad Request"),
  /** The body is no object. */
  NOT_AN_OBJECT(400, "Bad Request"),
  /** The body has an attribute that the request does not have. */
  UNKNOWN_ATTRIBUTE(400, "Bad Request"),
  /** An attribute has a value of the wrong type. */
  WRONG_TYPE(400, "Bad Request"),
  /** An attribute is missing. */
  MISSING_ATTRIBUTE(400, "Bad Request"),
  /** No proxy named the client of a key, or the connection has no address. */
  ADDRESS_UNKNOWN(400, "Bad Request"),
  /** There is neither a user nor the credential of a key. */
  NOT_SIGNED_IN(401, "Unauthorized"),
  /** The credential of a key is not valid. */
  CREDENTIAL_REFUSED(401, "Unauthorized"),
  /** The whitelist of the calling key does not admit the address. */
  ADDRESS_REFUSED(403, "Forbidden"),
  /** The request comes from a page of another site, or does not say that it does not. */
  CROSS_SITE_REQUEST(403, "Forbidden"),
  /** The path does not exist. */
  NOT_FOUND(404, "Not Found"),
  /** The path does not have this method. */
  METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
  /** The body was not there in time. */
  BODY_TOO_SLOW(408, "Request Timeout"),
  /** {@code If-Match} names another state of the key. */
  PRECONDITION_FAILED(412, "Precondition Failed"),
  /** The body is too long. */
  BODY_TOO_LARGE(413, "Content Too Large"),
  /** A change is not declared as JSON. */
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type"),
  /** The limiter of the application refused a key. */
  TOO_MANY_REQUESTS(429, "Too Many Requests"),
  /** The application named a caller that may do everything. */
  APPLICATION_ERROR(500, "Internal Server Error"),
  /** The store keeps no events. */
  NOT_IMPLEMENTED(501, "Not Implemented");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  static ProblemCode of(JsonException.Reason reason) {
    return switch (reason) {
      case MALFORMED -> MALFORMED_JSON;
      case NOT_AN_OBJECT -> NOT_AN_OBJECT;
      case UNKNOWN_ATTRIBUTE -> UNKNOWN_ATTRIBUTE;
      case WRONG_TYPE -> WRONG_TYPE;
      case MISSING -> MISSING_ATTRIBUTE;
    };
  }
}
