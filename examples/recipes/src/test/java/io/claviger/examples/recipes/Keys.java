package io.claviger.examples.recipes;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Caller;
import io.claviger.access.RequestLimiter;
import io.claviger.http.access.HttpAccess;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.Permission;
import io.claviger.model.PublicKey;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.StoreException;
import io.claviger.model.TokenFormat;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.http.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;

/** Tokens in a store in memory; read-only keys have {@code reports.read}. */
final class Keys implements AutoCloseable {
  static final Permission READ = new Permission("reports.read");
  static final Permission WRITE = new Permission("reports.write");

  private static final OrganizationId ORG = new OrganizationId("acme");

  private final FailingStore store = new FailingStore();
  private final Claviger claviger;

  Keys() {
    this(RequestLimiter.unlimited());
  }

  Keys(RequestLimiter limiter) {
    this.claviger =
        Claviger.builder(store)
            .peppers(Peppers.of(1, new SecureRandom().generateSeed(32)))
            .tokens(TokenFormat.of("acme"))
            .requestLimiter(limiter)
            .build();
    management().createOrganization(NewOrganization.named("Acme").withId(ORG));
  }

  HttpAccess access() {
    return HttpAccess.builder(
            claviger,
            RoleGrants.none().grant(Role.ORG_READ_ONLY, READ).grant(Role.ORG_OWNER, READ, WRITE))
        .tokenHeader("X-API-Key")
        .log(refused -> {})
        .build();
  }

  /** Creates the token of a key that may be used from these addresses. */
  String token(Role role, String... whitelist) {
    CidrBlock[] blocks = Stream.of(whitelist).map(CidrBlock::parse).toArray(CidrBlock[]::new);
    NewApiKey key = NewApiKey.of("test", role).withWhitelist(blocks);
    return create(key).privateKey().reveal();
  }

  IssuedApiKey create(NewApiKey key) {
    return management().create(ORG, key);
  }

  void update(IssuedApiKey issued, ApiKeyPatch patch) {
    management().update(ORG, issued.apiKey().id(), patch);
  }

  void limit(Limits limits) {
    management().updateOrganization(ORG, OrganizationPatch.nothing().limit(limits));
  }

  /** Sends a request with this bearer token, and with these names and values of headers. */
  static HttpResponse<String> get(
      RunningServer server, String path, String bearer, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .header("Authorization", "Bearer " + bearer);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  void breakStore() {
    store.fails = true;
  }

  private ApiKeys management() {
    return claviger.actingAs(Caller.application("test"));
  }

  @Override
  public void close() {
    claviger.close();
  }

  private static final class FailingStore extends ForwardingApiKeyStore {
    private volatile boolean fails;

    FailingStore() {
      super(new InMemoryApiKeyStore());
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      if (fails) {
        throw new StoreException(StoreException.Kind.UNREACHABLE, "the store is down", null);
      }
      return delegate().findByPublicKey(publicKey);
    }
  }
}
