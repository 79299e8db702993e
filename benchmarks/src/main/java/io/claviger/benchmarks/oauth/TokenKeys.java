package io.claviger.benchmarks.oauth;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessRequest;
import io.claviger.access.AccessResult;
import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.benchmarks.keys.Position;
import io.claviger.benchmarks.keys.Seed;
import io.claviger.benchmarks.keys.SkewedSequence;
import io.claviger.benchmarks.run.Require;
import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.TokenFormat;
import io.claviger.oauth.AccessTokens;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.time.Duration;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Cached keys, each with its own token and with an access token. Their use is counted. */
@State(Scope.Benchmark)
public class TokenKeys {
  static final int KEYS = 10_000;

  /** The uses of each key before the measurement, so that the JIT compiles for cached keys. */
  private static final int FIRST_USES = 9;

  final String[] tokens = new String[KEYS];
  final String[] accessTokens = new String[KEYS];
  final IssuedApiKey[] keys = new IssuedApiKey[KEYS];
  final Authenticated[] authenticated = new Authenticated[KEYS];
  private final OrganizationId[] organizations = new OrganizationId[KEYS];
  private final int[] sequence = SkewedSequence.over(KEYS);
  private final Peppers peppers = Seed.peppers("hmac");

  final Claviger claviger =
      Claviger.builder(
              CachingApiKeyStore.builder(new InMemoryApiKeyStore())
                  .maxSize(2 * KEYS)
                  .maxStaleness(Duration.ofHours(1))
                  .executor(Runnable::run)
                  .build())
          .peppers(peppers)
          .tokens(TokenFormat.of("acme"))
          .usageFlush(Duration.ofDays(1), 1_000_000)
          .build();

  final AccessTokens issuer =
      AccessTokens.builder(claviger, peppers, "https://api.acme.example").build();
  private final AccessCheck check = claviger.accessCheck(Seed.authorizer());

  /** Creates the keys and fills the cache. */
  @Setup(Level.Trial)
  public void open() {
    ApiKeys application = claviger.actingAs(Caller.application("benchmarks"));
    for (int key = 0; key < KEYS; key++) {
      if (key % Seed.KEYS_PER_ORGANIZATION == 0) {
        organizations[key] = new OrganizationId("organization" + key);
        application.createOrganization(NewOrganization.named("seeded").withId(organizations[key]));
      } else {
        organizations[key] = organizations[key - 1];
      }
      add(key, application.create(organizations[key], request(key)));
    }
    // A collection moves long-lived objects together, as on a server that has run for a while.
    System.gc();
  }

  private static NewApiKey request(int key) {
    return NewApiKey.of("seeded", Seed.ROLE)
        .withWhitelist(
            CidrBlock.containing(Seed.address(key), 24),
            CidrBlock.parse("10." + (key >> 8) + "." + (key & 255) + ".0/24"),
            CidrBlock.parse("2001:db8:" + Integer.toHexString(key) + "::/64"));
  }

  private void add(int key, IssuedApiKey issued) {
    keys[key] = issued;
    tokens[key] = issued.privateKey().reveal();
    authenticated[key] =
        (Authenticated) claviger.authenticator().authenticate(Credential.token(tokens[key]));
    accessTokens[key] = issuer.issue(authenticated[key]).text();
    for (int use = 0; use < FIRST_USES; use++) {
      Require.that(checkToken(key) instanceof AccessResult.Granted, "not granted");
      Require.that(checkAccessToken(key) instanceof AccessResult.Granted, "not granted");
    }
  }

  int at(Position position) {
    return position.in(sequence);
  }

  AccessResult checkToken(int key) {
    return check(key, Credential.token(tokens[key]));
  }

  AccessResult checkAccessToken(int key) {
    return check(key, issuer.read(accessTokens[key]).orElseThrow());
  }

  private AccessResult check(int key, Credential credential) {
    return check.check(
        credential, AccessRequest.of(organizations[key], Seed.PERMISSION, Seed.address(key)));
  }
}
