package io.claviger.servlet.servlet61;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.access.RequestLimiter;
import io.claviger.http.access.HttpAccess;
import io.claviger.management.ManagementHandler;
import io.claviger.model.InvalidValueException;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.TokenFormat;
import io.claviger.servlet.ApiKeyFilter;
import io.claviger.servlet.ManagementListener;
import io.claviger.servlet.ManagementServlet;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.testing.http.MountContract;
import io.claviger.testing.http.Mounted;
import io.claviger.testing.page.KeyPage;
import io.claviger.testing.page.KeyPageContract;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application of the page lets its users manage keys. */
class ManagementServletTest {
  private static final OrganizationId ORG = new OrganizationId("acme");

  /** What stands for the login of an application. */
  private static final class Login extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      chain.doFilter(
          new HttpServletRequestWrapper(request) {
            @Override
            public String getRemoteUser() {
              return getHeader("User");
            }
          },
          response);
    }
  }

  /** A page of the application. */
  private static final class Keys extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("text/html;charset=utf-8");
      response.getWriter().print(KeyPage.html("/app"));
    }
  }

  private static Mounted run(Claviger claviger, boolean filtered) throws Exception {
    ApiKeys keys = claviger.actingAs(Caller.application("test"));
    keys.createOrganization(NewOrganization.named("Acme").withId(ORG));
    String token = keys.create(ORG, NewApiKey.of("own", Role.ORG_OWNER)).privateKey().reveal();
    HttpAccess access =
        HttpAccess.builder(claviger, RoleGrants.none()).tokenHeader("X-API-Key").build();
    ServletContextHandler context = new ServletContextHandler("/app");
    context.addFilter(new FilterHolder(new Login()), "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new ServletHolder(new Keys()), "/keys");
    context.addEventListener(new ManagementListener(claviger, access));
    if (filtered) {
      context.addServletContainerInitializer(
          (types, starting) -> ApiKeyFilter.optional(access).register(starting, "/*"));
    }
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
    return new Mounted(
        server.getURI().resolve("/app/account/api-keys"),
        List.of("User", "jane"),
        token,
        server::stop);
  }

  private static Claviger.Builder claviger() {
    return Claviger.builder(new InMemoryApiKeyStore()).tokens(TokenFormat.of("acme"));
  }

  @Nested
  class Alone extends MountContract {
    @Override
    protected Mounted start() throws Exception {
      return run(claviger().build(), false);
    }
  }

  @Nested
  class BehindAFilter extends MountContract {
    private final AtomicInteger uses = new AtomicInteger();

    @Override
    protected Mounted start() throws Exception {
      RequestLimiter counting =
          (key, address) -> {
            uses.incrementAndGet();
            return Optional.empty();
          };
      return run(claviger().requestLimiter(counting).build(), true);
    }

    @Test
    void aKeyThatTheFilterAdmittedIsNotCountedAgain() throws Exception {
      uses.set(0);
      aKeyCallsForItself();
      assertEquals(1, uses.get());
    }
  }

  @Nested
  class InABrowser extends KeyPageContract {
    @Override
    protected Mounted start() throws Exception {
      return run(claviger().build(), false);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "keys", "/keys/", "/keys/*", "/my keys", "/k%C3%A4ys"})
  void aPathThatNoRequestHasIsRefused(String path) {
    try (Claviger claviger = claviger().build()) {
      ManagementServlet servlet =
          new ManagementServlet(
              ManagementHandler.builder(claviger).build(), request -> Optional.empty());
      ServletContextHandler context = new ServletContextHandler();
      var refused =
          assertThrows(
              InvalidValueException.class,
              () -> servlet.register(context.getServletContext(), path));
      assertTrue(refused.getMessage().contains("/api-keys"), refused::getMessage);
    }
  }
}
