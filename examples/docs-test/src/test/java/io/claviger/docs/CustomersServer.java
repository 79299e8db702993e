package io.claviger.docs;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Caller;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.Roles;
import io.claviger.model.TokenFormat;
import io.claviger.oauth.AccessTokens;
import io.claviger.oauth.OAuthHandler;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** The API of a shop, with a report and a key that may read it. */
final class CustomersServer implements AutoCloseable {
  private static final Role READER = new Role("REPORT_READER");

  /** The statuses of the responses about the report. */
  final List<Integer> statuses = new CopyOnWriteArrayList<>();

  /** Whether the next good request is refused, as one that comes too soon. */
  final AtomicBoolean busy = new AtomicBoolean();

  final String key;

  private final Claviger claviger;
  private final HttpAccess access;
  private final OAuthHandler endpoints;
  private final HttpServer server;

  CustomersServer() throws IOException {
    Peppers peppers =
        Peppers.of(1, "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    claviger =
        Claviger.builder(new InMemoryApiKeyStore())
            .peppers(peppers)
            .tokens(TokenFormat.of("shop"))
            .changePolicy(policy -> policy.withRoles(Roles.builtIn().withOrganizationRoles(READER)))
            .requestLimiter(
                (known, address) ->
                    busy.getAndSet(false) ? Optional.of(Duration.ofSeconds(1)) : Optional.empty())
            .build();
    var keys = claviger.actingAs(Caller.application("test"));
    var shop = keys.createOrganization(NewOrganization.named("Shop")).organization().id();
    key = keys.create(shop, NewApiKey.of("report", READER)).privateKey().reveal();
    access =
        HttpAccess.builder(claviger, RoleGrants.none())
            .tokenHeader("X-Shop-Key")
            .log(decision -> {})
            .build();
    var tokens = AccessTokens.builder(claviger, peppers, "shop").build();
    endpoints = OAuthHandler.builder(claviger, tokens).build();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/reports", this::report);
    server.createContext("/oauth/token", this::token);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void report(HttpExchange exchange) throws IOException {
    if (access.decide(incoming(exchange)) instanceof HttpDecision.Refused refused) {
      statuses.add(refused.status());
      send(exchange, refused.response());
    } else {
      statuses.add(200);
      send(exchange, HttpResponse.of(200, List.of(), "a report"));
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    HttpResponse response =
        endpoints.handle(incoming(exchange), "/token", exchange.getRequestBody());
    send(exchange, response);
  }

  private static IncomingRequest incoming(HttpExchange exchange) {
    return new IncomingRequest(
        name -> exchange.getRequestHeaders().getOrDefault(name, List.of()),
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        Optional.of(exchange.getRemoteAddress().getAddress().getHostAddress()));
  }

  private static void send(HttpExchange exchange, HttpResponse response) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    response.writeHeaders(headers::set, headers::add);
    byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(response.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    claviger.close();
  }
}
