package io.claviger.jaxrs.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.http.access.HttpAccess;
import io.claviger.jaxrs.ApiKeyRequestFilter;
import io.claviger.jaxrs.ServletPeer;
import io.claviger.test.http.RunningServer;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature;
import org.junit.jupiter.api.Test;

class JerseyServletTest extends JaxrsContract {
  JerseyServletTest() {
    super(new JerseyServletServer());
  }

  /** The application of {@code docs/servlet-and-jaxrs.md}. */
  private static final class ReportsApplication extends ResourceConfig {
    ReportsApplication(HttpAccess access) {
      ServletPeer peer = new ServletPeer();
      register(peer);
      register(ApiKeyRequestFilter.required(access, peer));
      register(RolesAllowedDynamicFeature.class); // switches @RolesAllowed on
      register(Reports.class);
    }
  }

  @Test
  void theApplicationOfThePageIsProtected() throws Exception {
    RunningServer server = new JerseyServletServer().serve(new ReportsApplication(access));
    try {
      assertEquals(401, get(server, "/reports").status());
      assertEquals(200, get(server, "/reports", token).status());
      assertEquals(401, get(server, "/nothing").status());
    } finally {
      server.server().close();
    }
  }
}
