package io.claviger.atlas.http;

import io.claviger.atlas.errors.Failures;
import io.claviger.model.IpAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Connects Jetty to the application. The application judges the head first. Then no thread waits
 * for the body, so a slow sender costs none.
 */
final class JettyHandler extends Handler.Abstract {
  private final Application application;
  private final Bodies bodies;

  JettyHandler(Application application, Bodies bodies) {
    this.application = application;
    this.bodies = bodies;
  }

  @Override
  public boolean handle(
      org.eclipse.jetty.server.Request request, Response response, Callback callback) {
    if (isStrange(request)) {
      hangUp(request, HttpStatus.BAD_REQUEST_400, response, callback);
      return true;
    }
    if (!bodies.allows(request.getLength())) {
      hangUp(request, HttpStatus.PAYLOAD_TOO_LARGE_413, response, callback);
      return true;
    }
    Request head = head(request);
    try {
      Judged judged = application.judge(head);
      if (bodies.allows(request.getLength(), judged.sender())) {
        read(request, head, judged, response, callback);
      } else {
        hangUp(request, HttpStatus.PAYLOAD_TOO_LARGE_413, response, callback);
      }
    } catch (RuntimeException | Error e) {
      fail(request, e, response, callback);
    }
    return true;
  }

  private void read(
      org.eclipse.jetty.server.Request request,
      Request head,
      Judged judged,
      Response response,
      Callback callback) {
    bodies.read(
        request,
        judged.sender(),
        Promise.Invocable.from(
            Invocable.InvocationType.BLOCKING,
            body ->
                answer(request, () -> judged.answer().apply(head.with(body)), response, callback),
            failure -> giveUp(request, failure, response, callback)));
  }

  /**
   * Returns whether a request is legal HTTP, but useless here and understood differently by servers
   * and proxies. Such requests are a tunnel, the server itself as target, a URL of another scheme,
   * an encoding besides chunked, and chunked in HTTP/1.0.
   */
  private static boolean isStrange(org.eclipse.jetty.server.Request request) {
    List<String> encodings = request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING);
    boolean chunked = encodings.stream().allMatch("chunked"::equalsIgnoreCase);
    boolean old =
        request.getConnectionMetaData().getHttpVersion().getVersion()
            < HttpVersion.HTTP_1_1.getVersion();
    String scheme = request.getHttpURI().getScheme();
    return HttpMethod.CONNECT.is(request.getMethod())
        || !(HttpScheme.HTTP.is(scheme) || HttpScheme.HTTPS.is(scheme))
        || request.getHttpURI().getPathQuery().equals("*")
        || !chunked
        || (old && !encodings.isEmpty());
  }

  private void answer(
      org.eclipse.jetty.server.Request request,
      Supplier<Reply> answer,
      Response response,
      Callback callback) {
    try {
      Reply reply = answer.get();
      response.setStatus(reply.status());
      reply
          .headers()
          .forEach(
              (name, values) -> values.forEach(value -> response.getHeaders().add(name, value)));
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
      response.write(true, ByteBuffer.wrap(reply.body()), callback);
    } catch (RuntimeException | Error e) {
      fail(request, e, response, callback);
    }
  }

  private static void fail(
      org.eclipse.jetty.server.Request request,
      Throwable bug,
      Response response,
      Callback callback) {
    Failures.logBug(bug);
    hangUp(request, HttpStatus.INTERNAL_SERVER_ERROR_500, response, callback);
  }

  /**
   * Answers a request whose body did not arrive whole: it was too slow, too large, or not as
   * announced.
   */
  private void giveUp(
      org.eclipse.jetty.server.Request request,
      Throwable failure,
      Response response,
      Callback callback) {
    int status = HttpStatus.BAD_REQUEST_400;
    if (failure instanceof HttpException known) {
      status = known.getCode();
    } else if (failure instanceof TimeoutException) {
      status = HttpStatus.REQUEST_TIMEOUT_408;
    }
    hangUp(request, status, response, callback);
  }

  /**
   * Closes the connection after the response, because the unread rest must not be taken for the
   * next request.
   */
  private static void hangUp(
      org.eclipse.jetty.server.Request request, int status, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    Response.writeError(request, response, callback, status);
  }

  private static Request head(org.eclipse.jetty.server.Request request) {
    Map<String, List<String>> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers
          .computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(field.getValue() == null ? "" : field.getValue());
    }
    InetSocketAddress remote =
        (InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress();
    return new Request(
        request.getMethod(),
        request.getHttpURI().getPathQuery(),
        headers,
        new byte[0],
        IpAddress.of(remote.getAddress()));
  }
}
