package io.claviger.jaxrs.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Caller;
import io.claviger.http.access.HttpAccess;
import io.claviger.jaxrs.ApiKeyRequestFilter;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.TokenFormat;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.http.HttpAdapterContract;
import io.claviger.test.http.RunningServer;
import jakarta.annotation.Priority;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.PreMatching;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The contract of adapters, and the options of the filters; each server has a subclass. */
abstract class JaxrsContract extends HttpAdapterContract {
  private static final OrganizationId ORG = new OrganizationId("acme");

  private final Claviger claviger =
      Claviger.builder(new InMemoryApiKeyStore())
          .peppers(Peppers.of(1, new SecureRandom().generateSeed(32)))
          .tokens(TokenFormat.of("acme"))
          .build();
  final HttpAccess access =
      HttpAccess.builder(
              claviger, RoleGrants.none().grant(Role.ORG_READ_ONLY, new Permission("reports.read")))
          .build();
  final String token = token();

  private final JaxrsServer server;

  JaxrsContract(JaxrsServer server) {
    this.server = server;
  }

  private Function<ContainerRequestContext, Optional<String>> peer() {
    return server.peer();
  }

  final RunningServer serve(List<Object> providers) throws Exception {
    return server.serve(providers);
  }

  @Override
  protected RunningServer start(HttpAccess httpAccess) throws Exception {
    var peer = peer();
    return serve(List.of(peer, ApiKeyRequestFilter.required(httpAccess, peer)));
  }

  /** {@code UriInfo} leaves them out. */
  @Override
  protected boolean keepsEmptyQueries() {
    return false;
  }

  private String token() {
    var keys = claviger.actingAs(Caller.application("test"));
    keys.createOrganization(NewOrganization.named("Acme").withId(ORG));
    return keys.create(ORG, NewApiKey.of("key", Role.ORG_READ_ONLY)).privateKey().reveal();
  }

  @AfterAll
  void close() {
    claviger.close();
  }

  record Answer(int status, String body) {}

  static Answer get(RunningServer server, String path) throws IOException {
    return get(server, path, Map.of());
  }

  static Answer get(RunningServer server, String path, String bearer) throws IOException {
    return get(server, path, Map.of("Authorization", "Bearer " + bearer));
  }

  private static Answer get(RunningServer server, String path, Map<String, String> headers)
      throws IOException {
    URL url = URI.create(server.uri() + path).toURL();
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    headers.forEach(connection::setRequestProperty);
    int status = connection.getResponseCode();
    try (InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Answer(status, body == null ? "" : new String(body.readAllBytes(), UTF_8));
    }
  }

  @Test
  void aRequestWhosePeerIsUnknownIsRefused() throws Exception {
    ApiKeyRequestFilter filter = ApiKeyRequestFilter.required(access, context -> Optional.empty());
    RunningServer server = serve(List.of(filter));
    try {
      assertEquals(400, get(server, "/open", token).status());
    } finally {
      server.server().close();
    }
  }

  @Test
  void anOptionalFilterPassesOnWhatHasNoCredentialOfAKey() throws Exception {
    var peer = peer();
    RunningServer server = serve(List.of(peer, ApiKeyRequestFilter.optional(access, peer)));
    try {
      assertEquals("none", get(server, "/open").body());
      assertEquals("none", get(server, "/open", "a.jwt").body());
      assertEquals(403, get(server, "/reports").status());
      assertEquals(200, get(server, "/reports", token).status());
      String basic = "Basic dW5rbm93bjp1bmtub3du";
      assertEquals(401, get(server, "/open", Map.of("Authorization", basic)).status());
    } finally {
      server.server().close();
    }
  }

  @PreMatching
  @Priority(Priorities.AUTHENTICATION)
  static final class BeforeMatching implements ContainerRequestFilter {
    private final ApiKeyRequestFilter keys;

    BeforeMatching(ApiKeyRequestFilter keys) {
      this.keys = keys;
    }

    @Override
    public void filter(ContainerRequestContext context) {
      keys.filter(context);
    }
  }

  /** The order of the platform: it calls a locator before the filters that follow the matching. */
  @Test
  void aFilterBeforeTheMatchingDecidesBeforeALocatorRuns() throws Exception {
    var peer = peer();
    ApiKeyRequestFilter filter = ApiKeyRequestFilter.required(access, peer);
    RunningServer after = serve(List.of(peer, filter));
    try {
      assertEquals(500, get(after, "/located").status());
    } finally {
      after.server().close();
    }
    RunningServer before = serve(List.of(peer, new BeforeMatching(filter)));
    try {
      assertEquals(401, get(before, "/located").status());
      assertEquals(500, get(before, "/located", token).status());
      assertEquals(401, get(before, "/reports").status());
      assertEquals(200, get(before, "/reports", token).status());
    } finally {
      before.server().close();
    }
  }

  @Test
  void aDynamicFeatureProtectsTheResourcesThatItChooses() throws Exception {
    var peer = peer();
    ApiKeyRequestFilter filter = ApiKeyRequestFilter.required(access, peer);
    DynamicFeature feature =
        (resource, context) -> {
          if (resource.getResourceMethod().isAnnotationPresent(RolesAllowed.class)) {
            context.register(filter);
          }
        };
    RunningServer server = serve(List.of(peer, feature));
    try {
      assertEquals("none", get(server, "/open").body());
      assertEquals(401, get(server, "/reports").status());
      assertEquals(200, get(server, "/reports", token).status());
    } finally {
      server.server().close();
    }
  }
}
