package io.claviger.servlet.servlet61;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.TokenFormat;
import io.claviger.servlet.ReportsListener;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

/** The application of the page is protected as the page says. */
class ReportsListenerTest {
  private static final OrganizationId ORG = new OrganizationId("acme");

  @Test
  void onlyKeysWithThePermissionReadReports() throws Exception {
    try (Claviger claviger =
        Claviger.builder(new InMemoryApiKeyStore()).tokens(TokenFormat.of("acme")).build()) {
      ApiKeys keys = claviger.actingAs(Caller.application("test"));
      keys.createOrganization(NewOrganization.named("Acme").withId(ORG));
      String reader = token(keys, Role.ORG_READ_ONLY);
      String member = token(keys, Role.ORG_MEMBER);
      Server server = start(claviger);
      try {
        URI uri = server.getURI().resolve("/api/reports");
        assertEquals("200 reports of acme", get(uri, reader));
        assertEquals("403", get(uri, member).substring(0, 3));
        assertEquals("401", get(uri, reader + "x").substring(0, 3));
        assertEquals("404", get(server.getURI().resolve("/other"), "none").substring(0, 3));
      } finally {
        server.stop();
      }
    }
  }

  private static String token(ApiKeys keys, Role role) {
    return keys.create(ORG, NewApiKey.of("test", role)).privateKey().reveal();
  }

  private static Server start(Claviger claviger) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    context.addEventListener(new ReportsListener(claviger));
    context.addServlet(new ServletHolder(new ReportsListener.Reports()), "/api/reports");
    server.setHandler(context);
    server.start();
    return server;
  }

  private static String get(URI uri, String token) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).header("X-API-Key", token).build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }
}
