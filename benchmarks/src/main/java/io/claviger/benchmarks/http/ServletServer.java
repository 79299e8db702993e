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
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A Jetty server with one servlet at three paths: without a filter, behind our filter, and behind a
 * filter that checks bcrypt.
 */
public final class ServletServer implements AutoCloseable {
  static final String TEXT = "{\"reports\":[]}";

  /**
   * The ways to protect the servlet. All paths have the same length, so that all requests have it,
   * too.
   */
  public enum Protection {
    /** No filter. */
    NONE("/none"),
    /** {@link ApiKeyFilter}. */
    KEYS("/keys"),
    /** A filter that checks bcrypt for each request. */
    HASH("/hash");

    private final String path;

    Protection(String path) {
      this.path = path;
    }
  }

  private final CachingApiKeyStore cache =
      CachingApiKeyStore.builder(new InMemoryApiKeyStore()).build();
  private final Claviger claviger =
      Claviger.builder(cache)
          .peppers(Peppers.of(1, new SecureRandom().generateSeed(32)))
          .tokens(TokenFormat.of("bench"))
          .build();
  private final List<String> tokens = Tokens.issue(claviger);
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  /** Issues the keys and starts the server. */
  public ServletServer() {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    HttpAccess access = HttpAccess.builder(claviger, RoleGrants.none()).build();
    filter(context, new FilterHolder(ApiKeyFilter.required(access)), Protection.KEYS);
    filter(context, new FilterHolder(new BcryptFilter(tokens)), Protection.HASH);
    for (Protection protection : Protection.values()) {
      context.addServlet(new ServletHolder(new ReportsServlet()), protection.path);
    }
    server.setHandler(context);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the server did not start", e);
    }
  }

  private static void filter(
      ServletContextHandler context, FilterHolder filter, Protection protection) {
    context.addFilter(filter, protection.path, EnumSet.of(DispatcherType.REQUEST));
  }

  /** Returns the port on the loopback address. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Returns a request for the servlet with each of the keys. */
  public List<byte[]> requests(Protection protection) {
    return Tokens.requests(tokens, protection.path);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server did not stop", e);
    } finally {
      claviger.close();
      cache.close();
    }
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
