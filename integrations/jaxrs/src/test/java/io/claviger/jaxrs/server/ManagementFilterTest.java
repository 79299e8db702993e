package io.claviger.jaxrs.server;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.http.access.HttpAccess;
import io.claviger.jaxrs.ManagementFilter;
import io.claviger.management.ManagementHandler;
import io.claviger.model.InvalidValueException;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.TokenFormat;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.http.RunningServer;
import io.claviger.testing.http.MountContract;
import io.claviger.testing.http.Mounted;
import io.claviger.testing.page.KeyPage;
import io.claviger.testing.page.KeyPageContract;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter lets the users of an application manage keys, on each server. */
class ManagementFilterTest {
  private static final OrganizationId ORG = new OrganizationId("acme");

  /** Starts a server with the filter for this access. */
  private interface Start {
    RunningServer with(Claviger claviger, HttpAccess access) throws Exception;
  }

  private static Mounted run(Start start) throws Exception {
    Claviger claviger = claviger();
    ApiKeys keys = claviger.actingAs(Caller.application("test"));
    keys.createOrganization(NewOrganization.named("Acme").withId(ORG));
    String token = keys.create(ORG, NewApiKey.of("own", Role.ORG_OWNER)).privateKey().reveal();
    HttpAccess access =
        HttpAccess.builder(claviger, RoleGrants.none()).tokenHeader("X-API-Key").build();
    RunningServer server = start.with(claviger, access);
    return new Mounted(
        URI.create(server.uri() + "/account/api-keys"),
        List.of("User", "jane"),
        token,
        server.server());
  }

  private static Claviger claviger() {
    return Claviger.builder(new InMemoryApiKeyStore()).tokens(TokenFormat.of("acme")).build();
  }

  private static Start providers(JaxrsServer server) {
    return (claviger, access) -> {
      var peer = server.peer();
      ManagementHandler handler = ManagementHandler.builder(claviger).access(access).build();
      return server.serve(
          List.of(
              peer,
              new Login(),
              new ManagementFilter(
                  "/account/api-keys", handler, ManagementFilterTest::user, peer)));
    };
  }

  private static Optional<Caller> user(ContainerRequestContext context) {
    return Optional.ofNullable(context.getSecurityContext().getUserPrincipal())
        .map(user -> Caller.user(user.getName(), ORG, Role.ORG_OWNER));
  }

  /** What stands for the login of an application. */
  @PreMatching
  static final class Login implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext context) {
      String user = context.getHeaderString("User");
      context.setSecurityContext(user == null ? new Session(null) : new Session(() -> user));
    }
  }

  private record Session(Principal user) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return user;
    }

    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public boolean isSecure() {
      return false;
    }

    @Override
    public String getAuthenticationScheme() {
      return "session";
    }
  }

  /** A page of the application. */
  @Path("keys")
  public static final class Keys {
    @GET
    @Produces("text/html;charset=utf-8")
    public String page() {
      return KeyPage.html("/app");
    }
  }

  private static Mounted runJersey() throws Exception {
    return run(
        (claviger, access) -> {
          ResourceConfig application = new ManagementApplication(claviger, access);
          application.register(new Login()).register(Reports.class).register(Keys.class);
          return new JerseyServletServer().serve(application);
        });
  }

  @Nested
  class JerseyInServlets extends MountContract {
    @Override
    protected Mounted start() throws Exception {
      return runJersey();
    }
  }

  @Nested
  class InABrowser extends KeyPageContract {
    @Override
    protected Mounted start() throws Exception {
      return runJersey();
    }
  }

  @Nested
  class JerseyOnGrizzly extends MountContract {
    @Override
    protected Mounted start() throws Exception {
      return run(providers(new GrizzlyServer()));
    }
  }

  @Nested
  class RestEasy extends MountContract {
    @Override
    protected Mounted start() throws Exception {
      return run(providers(new RestEasyServer()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "keys", "/keys/", "/my keys", "/k%C3%A4ys"})
  void aPathThatNoRequestHasIsRefused(String path) {
    try (Claviger claviger = claviger()) {
      ManagementHandler handler = ManagementHandler.builder(claviger).build();
      var refused =
          assertThrows(
              InvalidValueException.class,
              () ->
                  new ManagementFilter(
                      path, handler, request -> Optional.empty(), new GrizzlyServer().peer()));
      assertTrue(refused.getMessage().contains("/api-keys"), refused::getMessage);
    }
  }
}
