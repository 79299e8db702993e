package io.claviger.oauth.internal.endpoint;

import io.claviger.http.access.HttpHeader;
import java.time.Duration;
import java.util.List;

/**
 * A request that is not served: an error of OAuth 2.0 (RFC 6749, section 5.2; RFC 7009). Two codes
 * are from elsewhere, since these documents have none: {@code slow_down} of RFC 8628 and {@code
 * temporarily_unavailable} of RFC 6749, section 4.1.2.1.
 */
public final class OAuthProblem extends RuntimeException {
  /** The error codes of all problems. */
  public static final List<String> CODES =
      List.of(
          ("invalid_client invalid_request invalid_scope slow_down temporarily_unavailable"
                  + " unsupported_grant_type unsupported_token_type")
              .split(" ", -1));

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final transient List<HttpHeader> headers;

  private OAuthProblem(int status, String code, String description, HttpHeader... headers) {
    super(description, null, false, false);
    this.status = status;
    this.code = code;
    this.headers = List.of(headers);
  }

  /** The request is not one that the endpoint reads. */
  public static OAuthProblem invalidRequest(String description) {
    return invalidRequest(400, description);
  }

  /** The endpoint does not read such a request, and HTTP has a status for the reason. */
  public static OAuthProblem invalidRequest(int status, String description, HttpHeader... headers) {
    return new OAuthProblem(status, "invalid_request", description, headers);
  }

  /** The client is unknown, or may not have a token. This is the same for every reason. */
  public static OAuthProblem invalidClient(String realm) {
    return new OAuthProblem(
        401,
        "invalid_client",
        "The client is unknown, or its secret is not valid.",
        new HttpHeader("WWW-Authenticate", "Basic realm=\"" + realm + "\""));
  }

  /** The client asks for a grant other than {@code client_credentials}. */
  public static OAuthProblem unsupportedGrantType() {
    return new OAuthProblem(
        400, "unsupported_grant_type", "The only grant_type is client_credentials.");
  }

  /** The scope is malformed, or names a role that the client does not have. */
  public static OAuthProblem invalidScope() {
    return new OAuthProblem(
        400,
        "invalid_scope",
        "The scope must name up to 8 roles that the client has, each as ROLE or project:ID:ROLE.");
  }

  /** The store revokes no tokens. */
  public static OAuthProblem unsupportedTokenType() {
    return new OAuthProblem(
        400, "unsupported_token_type", "Tokens of this server end by themselves only.");
  }

  /** The client comes too often. */
  public static OAuthProblem slowDown(Duration wait, String description) {
    return new OAuthProblem(429, "slow_down", description, HttpHeader.retryAfter(wait));
  }

  /** The store failed, so nothing is known. */
  public static OAuthProblem unavailable(Duration wait) {
    return new OAuthProblem(
        503,
        "temporarily_unavailable",
        "The server cannot say now; try again.",
        HttpHeader.retryAfter(wait));
  }

  /** Returns the status of the response. */
  public int status() {
    return status;
  }

  /** Returns the error code, one of {@link #CODES}. */
  public String code() {
    return code;
  }

  /** Returns the headers of the response that only this problem has. */
  public List<HttpHeader> headers() {
    return headers;
  }

  /** Returns the body of the response. No text in it comes from a client. */
  public String toJson() {
    return "{\"error\":\"" + code + "\",\"error_description\":\"" + getMessage() + "\"}";
  }
}
