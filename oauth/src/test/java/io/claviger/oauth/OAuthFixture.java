package io.claviger.oauth;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.access.RequestLimiter;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PrivateKey;
import io.claviger.model.ProjectId;
import io.claviger.model.PublicKey;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.Roles;
import io.claviger.model.SecretId;
import io.claviger.model.StoreException;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierScheme;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.SettableClock;
import io.claviger.test.SettableExecutor;
import io.claviger.test.SettableTicker;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An organization in memory, the endpoints for its keys, and an API that takes access tokens. */
final class OAuthFixture implements AutoCloseable {
  static final OrganizationId ACME = new OrganizationId("acme");
  static final ProjectId P1 = new ProjectId("p1");
  static final Role BILLING = new Role("BILLING");
  static final Role DEPLOYER = new Role("DEPLOYER");
  static final Roles ROLES =
      Roles.builtIn().withOrganizationRoles(BILLING).withProjectRoles(DEPLOYER);
  static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
  static final String FORM = "application/x-www-form-urlencoded";
  static final String GRANT = "grant_type=client_credentials";

  final SettableClock clock = new SettableClock(START);
  final SettableTicker ticker = new SettableTicker();
  final SettableExecutor background = new SettableExecutor();
  final Peppers peppers = Peppers.of(7, pepper(7));
  boolean down;
  int lookups;
  Optional<Duration> wait = Optional.empty();

  /** What was done for requests since the map was cleared, and how often. */
  final Map<String, Integer> work = new TreeMap<>();

  /** If present, all keys are imported, and their scheme throws this, as a full pool does. */
  Optional<StoreException> full = Optional.empty();

  final ForwardingApiKeyStore store =
      new ForwardingApiKeyStore(new InMemoryApiKeyStore()) {
        @Override
        public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
          lookups++;
          count("lookup");
          if (down) {
            throw new StoreException(StoreException.Kind.UNREACHABLE, "no connection", null);
          }
          Optional<KeyLookup> found = super.findByPublicKey(publicKey);
          return full.isPresent() ? found.map(key -> imported(this, key.id())) : found;
        }
      };

  final Claviger claviger =
      Claviger.builder(store)
          .peppers(peppers)
          .clock(
              () -> {
                count("clock");
                return clock.instant();
              })
          .verifierScheme(scheme())
          .background(background)
          .changePolicy(policy -> policy.withRoles(ROLES))
          .projects((project, owner) -> true)
          .requestLimiter(limiter())
          .build();

  final ApiKeys application = claviger.actingAs(Caller.application("test"));
  final AccessTokens tokens = tokens("https://api.acme.example");
  final OAuthHandler handler = builder().build();
  final HttpAccess access =
      HttpAccess.builder(claviger, RoleGrants.none()).accept(tokens).log(decision -> {}).build();

  private OAuthFixture() {
    application.createOrganization(NewOrganization.named("Acme").withId(ACME));
  }

  static OAuthFixture open() {
    return new OAuthFixture();
  }

  static byte[] pepper(int seed) {
    byte[] pepper = new byte[32];
    for (int i = 0; i < pepper.length; i++) {
      pepper[i] = (byte) (seed * (i + 1));
    }
    return pepper;
  }

  private static KeyLookup imported(ForwardingApiKeyStore store, ApiKeyId id) {
    OrganizationSnapshot snapshot = store.read(ACME, Set.of(id)).orElseThrow();
    StoredApiKey key = Objects.requireNonNull(snapshot.keys().get(id));
    List<Verifier> verifiers = List.of(new Verifier("slow$x"));
    return KeyLookup.of(
        snapshot.organization(),
        key.with(
            key.secrets().stream()
                .map(secret -> new StoredSecret(secret.info(), verifiers))
                .toList()));
  }

  private void count(String what) {
    work.merge(what, 1, Integer::sum);
  }

  private RequestLimiter limiter() {
    return new RequestLimiter() {
      @Override
      public Optional<Duration> beforeCheck(PublicKey publicKey, IpAddress address) {
        count("limiter before the check");
        return Optional.empty();
      }

      @Override
      public void afterRejection(PublicKey publicKey, IpAddress address, Rejected rejected) {
        count("limiter after a rejection");
      }

      @Override
      public Optional<Duration> waitTime(Authenticated key, IpAddress address) {
        count("limiter");
        return wait;
      }
    };
  }

  /** Issues no verifiers, and accepts none. */
  private VerifierScheme scheme() {
    return new VerifierScheme() {
      @Override
      public List<Verifier> make(PublicKey publicKey, SecretId id, PrivateKey secret) {
        return List.of();
      }

      @Override
      public boolean isOwn(Verifier verifier) {
        return false;
      }

      @Override
      public boolean areCurrent(SecretId id, List<Verifier> verifiers) {
        return true;
      }

      @Override
      public List<Verifier> renew(
          PublicKey publicKey, SecretId id, List<Verifier> verifiers, PrivateKey presented) {
        return List.of();
      }

      @Override
      public boolean accepts(Verifier verifier, SecretId id, PrivateKey presented) {
        count("check of a scheme");
        throw full.orElseThrow();
      }
    };
  }

  AccessTokens tokens(String audience) {
    return AccessTokens.builder(claviger, peppers, audience).build();
  }

  OAuthHandlerBuilder builder() {
    return OAuthHandler.builder(claviger, tokens).ticker(ticker);
  }

  IssuedApiKey create(NewApiKey request) {
    return application.create(ACME, request);
  }

  /** Asks for a token with Basic. */
  HttpResponse token(IssuedApiKey key, String more) {
    return post("/token", Map.of("Authorization", basic(key)), GRANT + more);
  }

  /** Returns a good token. */
  String issued(IssuedApiKey key, String more) {
    return attribute(token(key, more), "access_token");
  }

  HttpResponse revoke(IssuedApiKey key, String token) {
    return post("/revoke", Map.of("Authorization", basic(key)), "token=" + encode(token));
  }

  HttpResponse post(String path, Map<String, String> headers, String body) {
    return post(handler, path, headers, body);
  }

  static HttpResponse post(
      OAuthHandler handler, String path, Map<String, String> headers, String body) {
    Map<String, String> all = new HashMap<>(Map.of("Content-Type", FORM));
    all.putAll(headers);
    return send(handler, "POST", path, all, body);
  }

  /** Sends a request; the path may have a query. */
  static HttpResponse send(
      OAuthHandler handler, String method, String path, Map<String, String> headers, String body) {
    IncomingRequest request =
        new IncomingRequest(
            name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of(),
            method,
            "/oauth" + path,
            Optional.of("192.0.2.1"));
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    return handler.handle(request, path.split("\\?", 2)[0], new ByteArrayInputStream(bytes));
  }

  /** Uses a token at the API. */
  HttpDecision use(String token) {
    return use(access, token);
  }

  static HttpDecision use(HttpAccess access, String token) {
    return access.decide(
        new IncomingRequest(
            name -> name.equals("Authorization") ? List.of("Bearer " + token) : List.of(),
            "GET",
            "/things",
            Optional.of("192.0.2.1")));
  }

  /** Returns the key, as its secret authenticates it. */
  Authenticated authenticated(IssuedApiKey key) {
    Credential pair = Credential.pair(key.apiKey().publicKey(), key.privateKey());
    return (Authenticated) claviger.authenticator().authenticate(pair);
  }

  /** Returns the key of a token that is good. */
  Authenticated admitted(String token) {
    if (use(token) instanceof HttpDecision.Admitted admitted) {
      return admitted.principal().key();
    }
    throw new AssertionError("refused: " + use(token));
  }

  /** Returns the reason of a refusal. */
  String refused(String token) {
    if (use(token) instanceof HttpDecision.Refused refused) {
      Matcher reason = Pattern.compile("reason=([A-Z_]+)").matcher(refused.log());
      return reason.find() ? reason.group(1) : String.valueOf(refused.status());
    }
    throw new AssertionError("admitted");
  }

  static String basic(IssuedApiKey key) {
    return basic(key.apiKey().publicKey().value(), key.privateKey().reveal());
  }

  static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.ISO_8859_1);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Returns an attribute of a flat object: a text without its quotes, or a number. */
  static String attribute(HttpResponse response, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(response.body());
    if (!found.find()) {
      throw new AssertionError(response + " has no " + name);
    }
    return found.group(1);
  }

  static Optional<String> header(HttpResponse response, String name) {
    return response.headers().stream()
        .filter(header -> header.name().equals(name))
        .map(HttpHeader::value)
        .findFirst();
  }

  @Override
  public void close() {
    claviger.close();
  }
}
