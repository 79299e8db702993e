package io.claviger.examples.atlas.http;

import io.claviger.examples.atlas.errors.ErrorTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    int status = response.getStatus();
    String document =
        "{\"detail\":\"%s\",\"error\":%d,\"errorCode\":\"%s\",\"parameters\":[],\"reason\":\"%s\"}"
            .formatted(detail(status), status, code(status), ErrorTable.reason(status));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(document.getBytes(StandardCharsets.UTF_8)), callback);
    return true;
  }

  private static String code(int status) {
    return HttpStatus.isServerError(status) ? "UNEXPECTED_ERROR" : "VALIDATION_ERROR";
  }

  private static String detail(int status) {
    return HttpStatus.isServerError(status)
        ? "Unexpected error."
        : "The request content produced the validation error: not a request that is understood.";
  }
}
