package io.claviger.benchmarks.http;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.http.access.HttpAccess;
import io.claviger.jaxrs.ApiKeyRequestFilter;
import io.claviger.jaxrs.ServletPeer;
import io.claviger.model.RoleGrants;
import io.claviger.model.TokenFormat;
import io.claviger.servlet.ApiKeyFilter;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/**
 * A Jetty server with one servlet at several paths: without a filter, behind our filter, and behind
 * others. It also has one Jersey application twice, with our filter and with an empty one.
 */
final class ServletServer implements AutoCloseable {
  static final String TEXT = "{\"reports\":[]}";

  // All paths have the same length, so that all requests have it, too.
  static final String NONE = "/none";
  static final String PASS = "/pass";
  static final String WRAP = "/wrap";
  static final String KEYS = "/keys";
  static final String HASH = "/hash";
  static final String REST_PASS = "/rest" + PASS;
  static final String REST_KEYS = "/rest" + KEYS;

  private final CachingApiKeyStore cache =
      CachingApiKeyStore.builder(new InMemoryApiKeyStore()).build();
  private final Claviger claviger =
      Claviger.builder(cache)
          .peppers(Peppers.of(1, new SecureRandom().generateSeed(32)))
          .tokens(TokenFormat.of("bench"))
          .build();
  private final List<String> tokens = Tokens.issue(claviger);
  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

  /** Issues the keys and starts the server. */
  ServletServer() throws Exception {
    ServletContextHandler context = new ServletContextHandler("/");
    HttpAccess access = HttpAccess.builder(claviger, RoleGrants.none()).build();
    addServlets(context, access);
    addJersey(context, access);
    server.setHandler(context);
    server.start();
  }

  private void addServlets(ServletContextHandler context, HttpAccess access) {
    Map<String, Filter> filters =
        Map.of(
            PASS, OtherFilters.empty(),
            WRAP, OtherFilters.wrapper(),
            KEYS, ApiKeyFilter.required(access),
            HASH, BcryptFilter.of(tokens));
    filters.forEach(
        (path, filter) ->
            context.addFilter(new FilterHolder(filter), path, EnumSet.of(DispatcherType.REQUEST)));
    for (String path : List.of(NONE, PASS, WRAP, KEYS, HASH)) {
      context.addServlet(new ServletHolder(new ReportsServlet()), path);
    }
  }

  private static void addJersey(ServletContextHandler context, HttpAccess access) {
    ServletPeer peer = new ServletPeer();
    Map<String, ResourceConfig> applications =
        Map.of(
            REST_PASS,
            RestApplication.withEmptyFilter(),
            REST_KEYS,
            new RestApplication(peer, ApiKeyRequestFilter.required(access, peer)));
    applications.forEach(
        (path, application) ->
            context.addServlet(new ServletHolder(new ServletContainer(application)), path + "/*"));
  }

  /** Returns the port on the loopback address. */
  int port() {
    return server.getURI().getPort();
  }

  /** Returns a request for this path with each of the keys. */
  List<byte[]> requests(String path) {
    return Tokens.requests(tokens, path);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server did not stop", e);
    }
    claviger.close();
    cache.close();
  }

  private static final class ReportsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final byte[] BODY = TEXT.getBytes(StandardCharsets.ISO_8859_1);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("application/json");
      response.setContentLength(BODY.length);
      response.getOutputStream().write(BODY);
    }
  }
}
