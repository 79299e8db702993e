package io.claviger.benchmarks.http;

import io.claviger.Claviger;
import io.claviger.benchmarks.run.Require;
import io.claviger.model.Role;
import jakarta.servlet.Filter;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;

/** A server with one Spring MVC controller behind the filter chain of the starter. */
final class SpringServer implements AutoCloseable {
  static final String PATH = "/reports";
  static final String PERMISSION = "reports.read";

  /** The name of the filter, because its class is not public. */
  private static final String STARTERS_FILTER =
      "io.claviger.spring.security.ApiKeyAuthenticationFilter";

  private final ServletWebServerApplicationContext context;
  private final List<String> tokens;

  /** Starts the application. */
  SpringServer() {
    context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Reports.class)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .properties(
                    "server.address=127.0.0.1",
                    "server.port=0",
                    // By default, Tomcat closes a connection after 100 requests.
                    "server.tomcat.max-keep-alive-requests=-1",
                    // Otherwise, Tomcat logs between the lines of progress.
                    "logging.level.root=off",
                    "claviger.store=memory",
                    "claviger.token-prefix=bench",
                    "claviger.peppers.1=" + "0123456789abcdef".repeat(4),
                    "claviger.permissions." + Role.ORG_READ_ONLY.name() + "=" + PERMISSION)
                .run();
    tokens = Tokens.issue(context.getBean(Claviger.class));
  }

  /** Starts the same application, and replaces the filter of the starter with a lookup in a map. */
  static SpringServer withMap() {
    SpringServer server = new SpringServer();
    List<Filter> filters = server.context.getBean(SecurityFilterChain.class).getFilters();
    Filter map =
        new MapFilter(
            server.tokens,
            AuthorityUtils.createAuthorityList(Role.ORG_READ_ONLY.name(), PERMISSION));
    filters.replaceAll(each -> each.getClass().getName().equals(STARTERS_FILTER) ? map : each);
    Require.that(filters.contains(map), "the chain has no " + STARTERS_FILTER + ": " + filters);
    return server;
  }

  /** Returns the port on the loopback address. */
  int port() {
    return context.getWebServer().getPort();
  }

  /** Returns a request for the controller with each of the keys. */
  List<byte[]> requests() {
    return Tokens.requests(tokens, PATH);
  }

  @Override
  public void close() {
    context.close();
  }
}
