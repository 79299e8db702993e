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
 * An error document for what never reached the application: a request that is not one of HTTP, or a
 * bug. Repeats nothing of the request.
 */
final class PlainErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    byte[] document = Json.write(document(response.getStatus()), false);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(document), callback);
    return true;
  }

  /** The status says more of a request that is none than that of the code. */
  private static ErrorDocument document(int status) {
    ApiError error =
        HttpStatus.isServerError(status)
            ? new ApiError("UNEXPECTED_ERROR")
            : new ApiError("VALIDATION_ERROR", "not a request that is understood");
    ErrorDocument known = ErrorTable.document(error, Era.ACCESS_LIST);
    return new ErrorDocument(
        known.detail(), status, known.errorCode(), known.parameters(), ErrorTable.reason(status));
  }
}
