package io.claviger.test.http;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.access.RequestLimiter;
import io.claviger.http.TrustedProxies;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.digest.Digest;
import io.claviger.http.digest.DigestAlgorithm;
import io.claviger.http.digest.DigestSettings;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Permission;
import io.claviger.model.PublicKey;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.StoreException;
import io.claviger.model.TokenFormat;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keys in a store, and the two ways in which servers of the contract are set up. */
final class Fixture implements AutoCloseable {
  private static final OrganizationId ORG = new OrganizationId("acme");
  private static final Permission READ = new Permission("reports.read");
  private static final Permission WRITE = new Permission("reports.write");
  private static final RoleGrants GRANTS =
      RoleGrants.none().grant(Role.ORG_READ_ONLY, READ).grant(Role.ORG_OWNER, READ, WRITE);
  private static final CidrBlock[] LOOPBACK = {
    CidrBlock.parse("127.0.0.0/8"), CidrBlock.parse("::1/128")
  };

  private final Peppers peppers = Peppers.of(1, new SecureRandom().generateSeed(32));
  private final Digest digest =
      Digest.of(
          DigestSettings.of("contract", DigestAlgorithm.MD5, DigestAlgorithm.SHA_256), peppers);
  private final FailingStore store = new FailingStore();
  private final Claviger claviger = builder().build();
  private final Claviger tokens = builder().tokens(TokenFormat.of("acme")).build();

  private volatile RequestLimiter limiter = RequestLimiter.unlimited();

  /** The refusals since the last {@link #reset}. */
  final List<HttpDecision> refusals = new CopyOnWriteArrayList<>();

  /** A server with this access regards the peer as the client. */
  final HttpAccess direct = access(TrustedProxies.none());

  /** A server with this access regards each peer as a proxy that appends to X-Forwarded-For. */
  final HttpAccess proxied = access(TrustedProxies.xForwardedFor(LOOPBACK));

  Fixture() {
    keys(claviger).createOrganization(NewOrganization.named("Acme").withId(ORG));
  }

  private Claviger.Builder builder() {
    return Claviger.builder(store)
        .peppers(peppers)
        .verifierScheme(digest.scheme())
        .requestLimiter(this::waitTime);
  }

  private Optional<Duration> waitTime(Authenticated key, IpAddress address) {
    return limiter.waitTime(key, address);
  }

  private HttpAccess access(TrustedProxies proxies) {
    return HttpAccess.builder(claviger, GRANTS)
        .tokenHeader("X-API-Key")
        .accept(digest.presentation())
        .proxies(proxies)
        .log(refusals::add)
        .build();
  }

  private static ApiKeys keys(Claviger claviger) {
    return claviger.actingAs(Caller.application("contract"));
  }

  void reset() {
    limiter = RequestLimiter.unlimited();
    store.fails = false;
    refusals.clear();
  }

  void requestLimiter(RequestLimiter newLimiter) {
    limiter = newLimiter;
  }

  void breakStore() {
    store.fails = true;
  }

  /** Creates a token of a key with {@code reports.read}. */
  IssuedApiKey reader(String... whitelist) {
    return keys(tokens).create(ORG, of(Role.ORG_READ_ONLY, whitelist));
  }

  /** Creates a token of a key with {@code reports.read} and {@code reports.write}. */
  IssuedApiKey writer() {
    return keys(tokens).create(ORG, of(Role.ORG_OWNER));
  }

  /** Creates a pair of a key with {@code reports.read}. */
  IssuedApiKey pair() {
    return keys(claviger).create(ORG, of(Role.ORG_READ_ONLY));
  }

  IssuedApiKey disabled() {
    IssuedApiKey issued = reader();
    keys(tokens).update(ORG, issued.apiKey().id(), ApiKeyPatch.nothing().disable());
    return issued;
  }

  IssuedApiKey expired() {
    IssuedApiKey issued;
    try (Claviger earlier =
        builder()
            .tokens(TokenFormat.of("acme"))
            .clock(() -> Instant.now().minus(Duration.ofDays(2)))
            .build()) {
      Instant yesterday = Instant.now().minus(Duration.ofDays(1));
      issued = keys(earlier).create(ORG, of(Role.ORG_READ_ONLY).withExpiry(yesterday));
    }
    return issued;
  }

  private static NewApiKey of(Role role, String... whitelist) {
    CidrBlock[] blocks = new CidrBlock[whitelist.length];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = CidrBlock.parse(whitelist[i]);
    }
    return NewApiKey.of("contract", role).withWhitelist(blocks);
  }

  /** Returns the value of {@code Authorization} for this pair with Basic. */
  static String basic(IssuedApiKey pair) {
    String both = pair.apiKey().publicKey() + ":" + secret(pair);
    return "Basic "
        + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String secret(IssuedApiKey issued) {
    return issued.privateKey().reveal();
  }

  @Override
  public void close() {
    claviger.close();
    tokens.close();
  }

  /** A store in memory that fails on command. */
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
