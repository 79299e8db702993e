package io.claviger.jaxrs.server;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Caller;
import io.claviger.jaxrs.OAuthFilter;
import io.claviger.jaxrs.ServletPeer;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.oauth.AccessTokens;
import io.claviger.oauth.OAuthHandler;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.http.RunningServer;
import io.claviger.testing.http.MountedOAuth;
import io.claviger.testing.http.OAuthMountContract;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The filter serves access tokens on each server. */
class OAuthFilterTest {
  private static final OrganizationId ORG = new OrganizationId("acme");

  private final Peppers peppers = Peppers.of(1, new SecureRandom().generateSeed(32));
  private final Claviger claviger =
      Claviger.builder(new InMemoryApiKeyStore()).peppers(peppers).build();
  private final OAuthHandler handler =
      OAuthHandler.builder(
              claviger, AccessTokens.builder(claviger, peppers, "https://api.acme.example").build())
          .build();

  private MountedOAuth mounted(RunningServer server) {
    ApiKeys keys = claviger.actingAs(Caller.application("test"));
    keys.createOrganization(NewOrganization.named("Acme").withId(ORG));
    IssuedApiKey key = keys.create(ORG, NewApiKey.of("ci", Role.ORG_MEMBER));
    return new MountedOAuth(
        URI.create(server.uri() + "/oauth"),
        key.apiKey().publicKey().value(),
        key.privateKey().reveal(),
        server.server());
  }

  private MountedOAuth mounted(JaxrsServer server) throws Exception {
    var peer = server.peer();
    return mounted(server.serve(List.of(peer, new OAuthFilter("/oauth", handler, peer))));
  }

  @Nested
  class JerseyInServlets extends OAuthMountContract {
    @Override
    protected MountedOAuth start() throws Exception {
      ServletPeer peer = new ServletPeer();
      ResourceConfig application = new ResourceConfig(Reports.class);
      application.register(peer).register(new OAuthFilter("/oauth", handler, peer));
      return mounted(new JerseyServletServer().serve(application));
    }
  }

  @Nested
  class JerseyOnGrizzly extends OAuthMountContract {
    @Override
    protected MountedOAuth start() throws Exception {
      return mounted(new GrizzlyServer());
    }
  }

  @Nested
  class RestEasy extends OAuthMountContract {
    @Override
    protected MountedOAuth start() throws Exception {
      return mounted(new RestEasyServer());
    }
  }

  @Test
  void aPathThatNoRequestHasIsRefused() {
    assertThrows(
        InvalidValueException.class,
        () -> new OAuthFilter("/oauth/", handler, new GrizzlyServer().peer()));
  }
}
