package io.claviger.atlas.http;

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
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    byte[] document = document(response.getStatus(), "not a request that is understood");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(document), callback);
    return true;
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
