package io.claviger.benchmarks.http;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.http.access.HttpAccess;
import io.claviger.model.RoleGrants;
import io.claviger.model.TokenFormat;
import io.claviger.servlet.ApiKeyFilter;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import jakarta.servlet.DispatcherType;
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
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/**
 * A Jetty server with one servlet at three paths: without a filter, behind our filter, and behind a
 * filter that checks bcrypt.
 */
final class ServletServer implements AutoCloseable {
  static final String TEXT = "{\"reports\":[]}";

  // All paths have the same length, so that all requests have it, too.
  static final String NONE = "/none";
  static final String KEYS = "/keys";
  static final String HASH = "/hash";

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
    EnumSet<DispatcherType> requests = EnumSet.of(DispatcherType.REQUEST);
    context.addFilter(new FilterHolder(ApiKeyFilter.required(access)), KEYS, requests);
    context.addFilter(new FilterHolder(BcryptFilter.of(tokens)), HASH, requests);
    for (String path : List.of(NONE, KEYS, HASH)) {
      context.addServlet(new ServletHolder(new ReportsServlet()), path);
    }
    server.setHandler(context);
    server.start();
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
