package io.claviger.management.internal.api;

import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.ProblemDocument;
import io.claviger.http.internal.body.BlockingBody;
import io.claviger.internal.text.Quoted;
import io.claviger.management.internal.json.JsonDocument;
import io.claviger.management.internal.json.JsonException;
import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
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

  private Problem(ProblemCode code, String detail, HttpHeader... headers) {
    this(code.status(), code.name(), code.title(), detail, List.of(headers));
  }

  static Problem notFound() {
    return new Problem(ProblemCode.NOT_FOUND, "There is nothing at this path.");
  }

  /** The path has only other methods. */
  public static Problem methodNotAllowed(List<String> allowed) {
    String methods = String.join(", ", allowed);
    return new Problem(
        ProblemCode.METHOD_NOT_ALLOWED,
        "This path has only " + methods + ".",
        new HttpHeader("Allow", methods));
  }

  /** Nobody is logged in, and the request has no credential. */
  public static Problem notSignedIn() {
    return new Problem(ProblemCode.NOT_SIGNED_IN, "Sign in, or send an API key.");
  }

  static Problem crossSite(String detail) {
    return new Problem(ProblemCode.CROSS_SITE_REQUEST, detail);
  }

  static Problem unsupportedMediaType() {
    return new Problem(
        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
        "Send Content-Type: application/json, also without a body.");
  }

  static Problem tooLarge(int most) {
    return new Problem(ProblemCode.BODY_TOO_LARGE, "The body has more than " + most + " bytes.");
  }

  static Problem tooSlow() {
    return new Problem(
        ProblemCode.BODY_TOO_SLOW,
        "The body took longer than " + BlockingBody.TIME.toSeconds() + " seconds.");
  }

  static Problem preconditionFailed() {
    return new Problem(
        ProblemCode.PRECONDITION_FAILED,
        "It was changed in the meantime; look at it again before you repeat this.");
  }

  static Problem invalid(String detail) {
    return new Problem(ProblemCode.INVALID_REQUEST, detail);
  }

  static Problem noEvents() {
    return new Problem(ProblemCode.NOT_IMPLEMENTED, "This server keeps no events.");
  }

  /** The application did something that it must not do; the log has the reason. */
  public static Problem applicationError() {
    return new Problem(ProblemCode.APPLICATION_ERROR, "The application made an error.");
  }

  /** A call of management was refused, or a value is not valid. */
  public static Problem of(ClavigerException refusal) {
    if (refusal.code() == ErrorCode.KEY_CHANGED) {
      return preconditionFailed();
    }
    ProblemDocument document = ProblemDocument.of(refusal);
    List<HttpHeader> headers =
        refusal.retryAfter().map(HttpHeader::retryAfter).map(List::of).orElse(List.of());
    return new Problem(
        document.status(), refusal.code().name(), document.title(), document.detail(), headers);
  }

  /** The key that sent the request was refused. */
  public static Problem of(HttpDecision.Refused refused) {
    ProblemDocument document = refused.problem();
    int status = document.status();
    return new Problem(status, code(status), document.title(), document.detail(), List.of())
        .with(refused.response().headers());
  }

  /** A good credential may be refused, too. */
  private static String code(int status) {
    return switch (status) {
      case 400 -> ProblemCode.ADDRESS_UNKNOWN.name();
      case 403 -> ProblemCode.ADDRESS_REFUSED.name();
      case 429 -> ProblemCode.TOO_MANY_REQUESTS.name();
      case 503 -> ErrorCode.STORE_FAILURE.name();
      default -> ProblemCode.CREDENTIAL_REFUSED.name();
    };
  }

  /** Returns this problem with these headers instead, except those that each response has. */
  public Problem with(List<HttpHeader> others) {
    List<HttpHeader> own =
        others.stream()
            .filter(header -> !header.name().equals("Content-Type"))
            .filter(header -> !header.name().equals("Cache-Control"))
            .toList();
    return new Problem(status, code, title, String.valueOf(getMessage()), own);
  }

  /** The body is not what the route reads. */
  static Problem of(JsonException bad) {
    String attribute = bad.attribute().map(Quoted::text).orElse("");
    String detail =
        switch (bad.reason()) {
          case MALFORMED -> "The body is not JSON in UTF-8.";
          case NOT_AN_OBJECT -> "The body must be an object.";
          case UNKNOWN_ATTRIBUTE -> "There is no attribute " + attribute + " here.";
          case WRONG_TYPE -> "The attribute " + attribute + " must be " + bad.expected() + ".";
          case MISSING -> "The attribute " + attribute + " is missing.";
        };
    return new Problem(ProblemCode.of(bad.reason()), detail);
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
