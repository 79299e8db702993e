package io.claviger.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.access.Caller;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** An application on Jetty: the API, {@linkplain Pages pages}, and a resource that keys read. */
final class PageServer implements AutoCloseable {
  private final Server server = new Server();
  private final ManagementHandler handler;
  private final Optional<HttpAccess> access;

  /** The user of every request, without any session: what a browser could not protect. */
  volatile Optional<Caller> user = Optional.empty();

  /** Whether other sites may send any header, as an application might allow it. */
  volatile boolean allowsOtherSites;

  /** Whether a filter for CSRF tokens refuses all changes. */
  volatile boolean refusesChanges;

  /** How many of the next calls of the API fail. */
  final AtomicInteger failures = new AtomicInteger();

  /** The changes that the API was asked for, with the status of each response. */
  final List<String> changes = new CopyOnWriteArrayList<>();

  PageServer(ManagementHandler handler, Optional<HttpAccess> access) throws Exception {
    this.handler = handler;
    this.access = access;
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            send(request, answer(request), response, callback);
            return true;
          }
        });
    server.start();
  }

  /** Also serves HTTPS, with the key of this file, and returns the port. */
  int startTls(Path keys, String password) throws Exception {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(keys.toString());
    tls.setKeyStorePassword(password);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    ServerConnector connector =
        new ServerConnector(server, new SslConnectionFactory(tls, http.getProtocol()), http);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    connector.start();
    return connector.getLocalPort();
  }

  /** Returns the port of plain HTTP. */
  int port() {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  /** Returns the address of the root, without a slash at its end. */
  String url() {
    return "http://127.0.0.1:" + port();
  }

  private HttpResponse answer(Request request) {
    String path = request.getHttpURI().getPath();
    if (allowsOtherSites && request.getMethod().equals("OPTIONS")) {
      return HttpResponse.of(204, List.of(), "");
    }
    if (path.startsWith(Pages.API + "/")) {
      return api(request, path.substring(Pages.API.length()));
    }
    if (path.equals("/reports")) {
      return report(access.orElseThrow().decide(incoming(request)));
    }
    return Pages.at(path, request.getHttpURI().getQuery());
  }

  private HttpResponse api(Request request, String path) {
    if (!path.endsWith(".js") && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return HttpResponse.of(503, List.of(), "");
    }
    if (refusesChanges && !List.of("GET", "HEAD").contains(request.getMethod())) {
      return HttpResponse.of(403, List.of(), "");
    }
    HttpResponse answer =
        handler.handle(incoming(request), path, Content.Source.asInputStream(request), () -> user);
    if (!List.of("GET", "HEAD").contains(request.getMethod())) {
      changes.add(request.getMethod() + " " + path + ": " + answer.status());
    }
    return answer;
  }

  private static HttpResponse report(HttpDecision decision) {
    return decision instanceof HttpDecision.Refused refused
        ? refused.response()
        : HttpResponse.of(200, List.of(), "a report");
  }

  private static IncomingRequest incoming(Request request) {
    return new IncomingRequest(
        name -> request.getHeaders().getValuesList(name),
        request.getMethod(),
        request.getHttpURI().getPathQuery(),
        Optional.of(Request.getRemoteAddr(request)));
  }

  private void send(Request request, HttpResponse answer, Response response, Callback callback) {
    response.setStatus(answer.status());
    answer.writeHeaders(response.getHeaders()::put, response.getHeaders()::add);
    if (allowsOtherSites) {
      String origin = Objects.requireNonNullElse(request.getHeaders().get("Origin"), "null");
      response.getHeaders().add("Access-Control-Allow-Origin", origin);
      response.getHeaders().add("Access-Control-Allow-Credentials", "true");
      response.getHeaders().add("Access-Control-Allow-Methods", "POST, DELETE");
      response.getHeaders().add("Access-Control-Allow-Headers", "Content-Type, Claviger-Request");
    }
    boolean empty = request.getMethod().equals("HEAD") || answer.body().isEmpty();
    response.write(true, ByteBuffer.wrap((empty ? "" : answer.body()).getBytes(UTF_8)), callback);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server does not stop", e);
    }
  }
}
