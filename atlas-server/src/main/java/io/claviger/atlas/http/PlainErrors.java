package io.claviger.atlas.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.errors.Era;
import io.claviger.atlas.errors.ErrorDocument;
import io.claviger.atlas.errors.ErrorTable;
import io.claviger.atlas.json.Json;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers requests that never reached the application, because they are not valid HTTP or hit a
 * bug. The document repeats nothing of the request.
 */
final class PlainErrors implements Request.Handler {
  private final HttpLimits limits;

  PlainErrors(HttpLimits limits) {
    this.limits = limits;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    byte[] document =
        isOfOAuth(request)
            ? oauth(status, problem(status, limits.bodies().mostOfUnknown()))
            : document(status, problem(status, limits.bodies().most()));
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
      // Other bodies take the room for this one, or the server stops.
      response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(document), callback);
    return true;
  }

  /** Clients of OAuth read only errors of its form. */
  private static boolean isOfOAuth(Request request) {
    String target = request.getHttpURI().getPathQuery();
    return target != null && target.startsWith("/api/oauth/");
  }

  private static byte[] oauth(int status, String problem) {
    return HttpStatus.isServerError(status)
        ? Json.write(new OAuthError("temporarily_unavailable", "The server cannot say now."), false)
        : Json.write(new OAuthError("invalid_request", problem), false);
  }

  @JsonPropertyOrder({"error", "error_description"})
  private record OAuthError(String error, @JsonProperty("error_description") String description) {}

  private String problem(int status, int mostBytes) {
    return switch (status) {
      case HttpStatus.REQUEST_TIMEOUT_408 -> "the body arrived too slowly";
      case HttpStatus.PAYLOAD_TOO_LARGE_413 ->
          "the body is too large; at most " + mostBytes + " bytes are read";
      case HttpStatus.URI_TOO_LONG_414, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
          "the path or the headers are too large; at most "
              + limits.headerBytes()
              + " bytes are read";
      default -> "not a request that is understood";
    };
  }

  /**
   * Returns the error document with this status, which describes a malformed request better than
   * the code's own.
   *
   * @param problem what is wrong with the request, if that is its sender's fault
   */
  static byte[] document(int status, String problem) {
    ApiError error =
        HttpStatus.isServerError(status)
            ? new ApiError("UNEXPECTED_ERROR")
            : new ApiError("VALIDATION_ERROR", problem);
    ErrorDocument known = ErrorTable.document(error, Era.ACCESS_LIST);
    return Json.write(
        new ErrorDocument(
            known.detail(),
            status,
            known.errorCode(),
            known.parameters(),
            ErrorTable.reason(status)),
        false);
  }
}
