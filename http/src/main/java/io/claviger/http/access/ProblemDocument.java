package io.claviger.http.access;

import io.claviger.internal.text.Arguments;
import io.claviger.model.ClavigerException;
import java.util.Objects;

/**
 * A problem document (RFC 9457) of the type {@code about:blank}.
 *
 * @param status the status of the response
 * @param title the name of the status, such as {@code Forbidden}
 * @param detail a sentence that the client may see
 */
public record ProblemDocument(int status, String title, String detail) {
  /** The media type of {@link #toJson}. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Checks that no part is null. */
  public ProblemDocument {
    Arguments.require(title, "title", detail, "detail");
  }

  /**
   * Returns the problem for an exception that management threw. The kind of its error code decides
   * the status, and its public message is the detail. A response with status 401 also needs a
   * challenge, which is a header.
   */
  public static ProblemDocument of(ClavigerException refusal) {
    String detail = Objects.requireNonNull(refusal, "refusal").publicMessage();
    return switch (refusal.code().kind()) {
      case INVALID_ARGUMENT -> new ProblemDocument(400, "Bad Request", detail);
      case UNAUTHENTICATED -> new ProblemDocument(401, "Unauthorized", detail);
      case PERMISSION_DENIED -> new ProblemDocument(403, "Forbidden", detail);
      case NOT_FOUND -> new ProblemDocument(404, "Not Found", detail);
      case CONFLICT -> new ProblemDocument(409, "Conflict", detail);
      case OUTCOME_UNKNOWN -> new ProblemDocument(500, "Internal Server Error", detail);
      case UNAVAILABLE -> new ProblemDocument(503, "Service Unavailable", detail);
    };
  }

  /** Returns the document as JSON in ASCII. */
  public String toJson() {
    return "{\"type\":\"about:blank\",\"title\":"
        + quoted(title)
        + ",\"status\":"
        + status
        + ",\"detail\":"
        + quoted(detail)
        + "}";
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
