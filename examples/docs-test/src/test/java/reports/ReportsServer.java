package reports;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.TokenFormat;
import io.claviger.store.jdbc.embedded.EmbeddedApiKeyStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

public final class ReportsServer implements AutoCloseable {
  private static final OrganizationId ACME = new OrganizationId("acme");

  private final EmbeddedApiKeyStore store;
  private final Claviger claviger;
  private final HttpAccess access;
  private final HttpServer server;

  public static void main(String[] args) throws IOException {
    ReportsServer reports = new ReportsServer(Path.of("keys"), 8080);
    Runtime.getRuntime().addShutdownHook(new Thread(reports::close));
    reports.firstToken().ifPresent(token -> System.out.println("token " + token));
  }

  ReportsServer(Path file, int port) throws IOException {
    store = EmbeddedApiKeyStore.open(file);
    claviger =
        Claviger.builder(store)
            .tokens(TokenFormat.of("acme"))
            .owners(organization -> true) // your users own each organization, so it needs no key
            .build();
    RoleGrants grants = RoleGrants.none().grant(Role.ORG_READ_ONLY, new Permission("reports.read"));
    access = HttpAccess.builder(claviger, grants).tokenHeader("X-API-Key").build();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/reports", this::answer);
    server.start();
  }

  /** Creates the organization and its first key for reports, unless it is there already. */
  Optional<String> firstToken() {
    ApiKeys keys = claviger.actingAs(Caller.application("reports"));
    if (keys.listOrganizations(OrganizationQuery.first(1)).items().isEmpty()) {
      keys.createOrganization(NewOrganization.named("Acme").withId(ACME).withoutKey());
      IssuedApiKey reader = keys.create(ACME, NewApiKey.of("nightly export", Role.ORG_READ_ONLY));
      return Optional.of(reader.privateKey().reveal()); // only this result contains it
    }
    return Optional.empty();
  }

  private void answer(HttpExchange exchange) throws IOException {
    HttpDecision decision =
        access.decide(
            new IncomingRequest(
                name -> exchange.getRequestHeaders().getOrDefault(name, List.of()),
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Optional.of(exchange.getRemoteAddress().getAddress().getHostAddress())));
    if (decision instanceof HttpDecision.Refused refused) {
      Headers headers = exchange.getResponseHeaders();
      refused.response().writeHeaders(headers::set, headers::add);
      send(exchange, refused.status(), refused.response().body());
    } else if (decision instanceof HttpDecision.Admitted admitted) {
      boolean mayRead = admitted.principal().hasAuthority("reports.read");
      send(exchange, mayRead ? 200 : 403, mayRead ? "42 reports\n" : "");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    claviger.close(); // writes the counted use
    store.close();
  }
}
