package io.claviger.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.access.RequestLimiter;
import io.claviger.http.TrustedProxies;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.TokenFormat;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.http.RunningServer;
import jakarta.servlet.ServletContainerInitializer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The principal in dispatches inside a container, and requests with other credentials. */
public abstract class DispatchTests {
  private static final OrganizationId ORG = new OrganizationId("acme");

  private final AtomicInteger decisions = new AtomicInteger();
  private final List<HttpDecision> refusals = new CopyOnWriteArrayList<>();
  private final RequestLimiter limiter =
      (key, address) -> {
        decisions.incrementAndGet();
        return Optional.empty();
      };
  private final Claviger claviger =
      Claviger.builder(new InMemoryApiKeyStore())
          .tokens(TokenFormat.of("acme"))
          .requestLimiter(limiter)
          .build();
  private final IssuedApiKey token = issue(claviger);
  private final HttpAccess access =
      HttpAccess.builder(claviger, RoleGrants.none()).log(refusals::add).build();

  private Optional<RunningServer> server = Optional.empty();

  /** Starts a container with this application on a free port of 127.0.0.1. */
  protected abstract RunningServer serve(ServletContainerInitializer application) throws Exception;

  private static IssuedApiKey issue(Claviger claviger) {
    ApiKeys keys = claviger.actingAs(Caller.application("test"));
    keys.createOrganization(NewOrganization.named("Acme").withId(ORG));
    return keys.create(ORG, NewApiKey.of("test", Role.ORG_READ_ONLY));
  }

  @AfterEach
  void stop() throws Exception {
    if (server.isPresent()) {
      server.get().server().close();
    }
    claviger.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/who,200,REQUEST",
    "/authenticated,200,REQUEST",
    "/forward,200,FORWARD",
    "/async,200,ASYNC",
    "/async-wrapped,200,ASYNC",
    "/fail,500,ERROR",
    "/nothing,404,ERROR"
  })
  void eachDispatchHasThePrincipalOfTheOneDecision(String path, int status, String dispatch)
      throws Exception {
    String id = token.apiKey().id().value();
    String shown = dispatch + " " + id + " " + ApiKeyFilter.AUTH_TYPE + " " + id;
    start(ApiKeyFilter.required(access));

    assertEquals(status + " " + shown, get(path, "Bearer " + token.privateKey().reveal()));
    assertEquals(1, decisions.get());
    assertEquals(List.of(), refusals);
  }

  @Test
  void theErrorPageOfARequestWithoutADecisionIsShownToKeysOnly() throws Exception {
    start(ApiKeyFilter.required(access));
    String id = token.apiKey().id().value();

    assertEquals("418 ", get("/early", ""));
    assertEquals(1, refusals.size());
    String page = "418 ERROR " + id + " " + ApiKeyFilter.AUTH_TYPE + " " + id;
    assertEquals(page, get("/early", "Bearer " + token.privateKey().reveal()));
  }

  @Test
  void aRequestWithoutACredentialIsLetThroughIfTheFilterIsOptional() throws Exception {
    start(ApiKeyFilter.optional(access));

    assertEquals("200 REQUEST null null null", get("/who", ""));
    assertEquals("200 ASYNC null null null", get("/async", "Bearer of.a.user"));
    assertEquals(List.of(), refusals);
    assertEquals("401", get("/who", "Basic dW5rbm93bjp1bmtub3du").substring(0, 3));
    String bearer = "Bearer " + token.privateKey().reveal();
    assertTrue(get("/who", bearer).startsWith("200 REQUEST " + token.apiKey().id().value()));
  }

  @Test
  void theDecisionOfOneFilterIsNotThatOfAnother() throws Exception {
    HttpAccess proxied =
        HttpAccess.builder(claviger, RoleGrants.none())
            .proxies(TrustedProxies.xForwardedFor(CidrBlock.parse("127.0.0.0/8")))
            .log(refusals::add)
            .build();
    start(ApiKeyFilter.optional(access), ApiKeyFilter.required(proxied));

    assertEquals("400", get("/who", "Bearer " + token.privateKey().reveal()).substring(0, 3));
  }

  @Test
  void aFilterIsRegisteredOnce() throws Exception {
    ApiKeyFilter filter = ApiKeyFilter.required(access);
    List<RuntimeException> thrown = new CopyOnWriteArrayList<>();
    server =
        Optional.of(
            serve(
                (types, context) -> {
                  filter.register(context, "/a/*");
                  try {
                    filter.register(context, "/b/*");
                  } catch (IllegalStateException e) {
                    thrown.add(e);
                  }
                }));

    assertEquals(1, thrown.size());
  }

  private void start(ApiKeyFilter... filters) throws Exception {
    server = Optional.of(serve(new TestApplication(filters)));
  }

  private String get(String path, String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.orElseThrow().uri() + path));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }
}
