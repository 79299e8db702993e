package io.claviger.management.internal.api;

import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.ProblemDocument;
import io.claviger.management.internal.json.JsonDocument;
import io.claviger.management.internal.json.JsonException;
import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A request that is not served: a problem document (RFC 9457) with one more member, a stable {@code
 * code}. For a refusal of management the code is that of {@link ClavigerException#code}.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final String title;
  private final transient List<HttpHeader> headers;

  private Problem(int status, String code, String title, String detail, List<HttpHeader> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.title = title;
    this.headers = headers;
  }

  private Problem(int status, String code, String title, String detail) {
    this(status, code, title, detail, List.of());
  }

  static Problem notFound() {
    return new Problem(404, "NOT_FOUND", "Not Found", "There is nothing at this path.");
  }

  static Problem methodNotAllowed(List<String> allowed) {
    String methods = String.join(", ", allowed);
    return new Problem(
        405,
        "METHOD_NOT_ALLOWED",
        "Method Not Allowed",
        "This path has only " + methods + ".",
        List.of(new HttpHeader("Allow", methods)));
  }

  /** Nobody is logged in, and the request has no credential. */
  public static Problem notSignedIn() {
    return new Problem(401, "NOT_SIGNED_IN", "Unauthorized", "Sign in, or send an API key.");
  }

  static Problem crossSite(String detail) {
    return new Problem(403, "CROSS_SITE_REQUEST", "Forbidden", detail);
  }

  static Problem mediaType() {
    return new Problem(
        415,
        "UNSUPPORTED_MEDIA_TYPE",
        "Unsupported Media Type",
        "Send Content-Type: application/json, also without a body.");
  }

  static Problem tooLarge(int most) {
    return new Problem(
        413, "BODY_TOO_LARGE", "Content Too Large", "The body has more than " + most + " bytes.");
  }

  static Problem changed() {
    return new Problem(
        412,
        "PRECONDITION_FAILED",
        "Precondition Failed",
        "The key was changed in the meantime; look at it again before you repeat this.");
  }

  static Problem invalid(String detail) {
    return new Problem(400, "INVALID_REQUEST", "Bad Request", detail);
  }

  static Problem notKept(String what) {
    return new Problem(
        501, "NOT_IMPLEMENTED", "Not Implemented", "This server keeps no " + what + ".");
  }

  /** The application did something that it must not do; the log has the reason. */
  public static Problem ofApplication() {
    return new Problem(
        500, "APPLICATION_ERROR", "Internal Server Error", "The application made an error.");
  }

  /** A call of management was refused, or a value is not valid. */
  public static Problem of(ClavigerException refusal) {
    ProblemDocument document = ProblemDocument.of(refusal);
    List<HttpHeader> headers =
        refusal.retryAfter().map(Problem::retryAfter).map(List::of).orElse(List.of());
    return new Problem(
        document.status(), refusal.code().name(), document.title(), document.detail(), headers);
  }

  private static HttpHeader retryAfter(Duration wait) {
    return new HttpHeader(
        "Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
  }

  /**
   * The credential of a key was refused, or is missing.
   *
   * @param quiet whether to leave out the challenges on which a browser opens a dialog of its own
   */
  public static Problem of(HttpDecision.Refused refused, boolean quiet) {
    ProblemDocument document = refused.problem();
    return new Problem(
            document.status(), code(document.status()), document.title(), document.detail())
        .challenging(refused, quiet);
  }

  /** A good credential may be refused, too. */
  private static String code(int status) {
    return switch (status) {
      case 400 -> "ADDRESS_UNKNOWN";
      case 403 -> "ADDRESS_REFUSED";
      case 429 -> "TOO_MANY_REQUESTS";
      case 503 -> ErrorCode.STORE_FAILURE.name();
      default -> "CREDENTIAL_REFUSED";
    };
  }

  /** Returns this problem with the headers of that refusal. */
  public Problem challenging(HttpDecision.Refused refused, boolean quiet) {
    List<HttpHeader> own =
        refused.headers().stream()
            .filter(header -> !header.name().equals("Content-Type"))
            .filter(header -> !header.name().equals("Cache-Control"))
            .filter(header -> !(quiet && opensDialog(header)))
            .toList();
    return new Problem(status, code, title, String.valueOf(getMessage()), own);
  }

  private static boolean opensDialog(HttpHeader header) {
    return header.name().equals("WWW-Authenticate")
        && (header.value().startsWith("Basic ") || header.value().startsWith("Digest "));
  }

  /** The body is not what the route reads. */
  static Problem of(JsonException bad) {
    String attribute = bad.attribute().map(Shown::of).orElse("");
    String detail =
        switch (bad.reason()) {
          case MALFORMED -> "The body is not JSON in UTF-8.";
          case NOT_AN_OBJECT -> "The body must be an object.";
          case UNKNOWN_ATTRIBUTE -> "There is no attribute " + attribute + " here.";
          case WRONG_TYPE -> "The attribute " + attribute + " has a value of the wrong type.";
          case MISSING -> "The attribute " + attribute + " is missing.";
        };
    return new Problem(400, bad.reason().name() + "_JSON", "Bad Request", detail);
  }

  /** Returns the status of the response. */
  public int status() {
    return status;
  }

  /** Returns the response. */
  public Reply reply() {
    JsonDocument document =
        JsonDocument.empty()
            .with("type", "about:blank")
            .with("title", title)
            .with("status", status)
            .with("detail", String.valueOf(getMessage()))
            .with("code", code);
    return new Reply(status, headers, Optional.of(document));
  }
}
