package io.claviger.servlet.servlet61;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Caller;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.oauth.AccessTokens;
import io.claviger.oauth.OAuthHandler;
import io.claviger.servlet.OAuthServlet;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.testing.http.MountedOAuth;
import io.claviger.testing.http.OAuthMountContract;
import java.security.SecureRandom;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

/** An application on servlets serves access tokens. */
class OAuthServletTest extends OAuthMountContract {
  private static final OrganizationId ORG = new OrganizationId("acme");

  private final Peppers peppers = Peppers.of(1, new SecureRandom().generateSeed(32));
  private final Claviger claviger =
      Claviger.builder(new InMemoryApiKeyStore()).peppers(peppers).build();

  private OAuthHandler handler() {
    AccessTokens tokens =
        AccessTokens.builder(claviger, peppers, "https://api.acme.example").build();
    return OAuthHandler.builder(claviger, tokens).build();
  }

  @Override
  protected MountedOAuth start() throws Exception {
    ApiKeys keys = claviger.actingAs(Caller.application("test"));
    keys.createOrganization(NewOrganization.named("Acme").withId(ORG));
    IssuedApiKey key = keys.create(ORG, NewApiKey.of("ci", Role.ORG_MEMBER));
    ServletContextHandler context = new ServletContextHandler("/app");
    context.addServletContainerInitializer(
        (types, starting) -> new OAuthServlet(handler()).register(starting, "/oauth"));
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
    return new MountedOAuth(
        server.getURI().resolve("/app/oauth"),
        key.apiKey().publicKey().value(),
        key.privateKey().reveal(),
        server::stop);
  }

  @Test
  void aPathThatNoRequestHasIsRefused() {
    OAuthServlet servlet = new OAuthServlet(handler());
    ServletContextHandler context = new ServletContextHandler();
    assertThrows(
        InvalidValueException.class,
        () -> servlet.register(context.getServletContext(), "/oauth/"));
  }
}
