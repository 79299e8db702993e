package io.claviger.http.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Rejected;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.Role;
import io.claviger.model.SecretId;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.spi.store.VerifierStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.SettableExecutor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A store with a key, servers on it with Digest on, whose time stands still, and a client. */
final class DigestFixture {
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123456Z");
  static final OrganizationId ORG = new OrganizationId("acme");
  static final String REALM = "MMS Public API";
  static final String TARGET = "/orgs/acme/whitelist/203.0.113.0%2F24?pretty=true";
  static final byte[] PEPPER = pepper(1);
  static final Peppers PEPPERS = Peppers.of(1, PEPPER);
  static final DigestSettings SETTINGS =
      DigestSettings.of(REALM, DigestAlgorithm.MD5, DigestAlgorithm.SHA_256);

  /** Counts. */
  static final class Store extends ForwardingApiKeyStore {
    int lookups;
    final List<VerifierReplacement> replacements = new ArrayList<>();

    Store() {
      super(new InMemoryApiKeyStore());
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      lookups++;
      return super.findByPublicKey(publicKey);
    }

    @Override
    public StoreExtensions extensions() {
      VerifierStore inner = super.extensions().verifiers().orElseThrow();
      return super.extensions()
          .withVerifiers(
              replacement -> {
                replacements.add(replacement);
                return inner.replace(replacement);
              });
    }
  }

  final Store store = new Store();
  final SettableExecutor background = new SettableExecutor();
  Instant now = NOW;
  int clockReads;
  private int servers;

  final DigestServer first = server(SETTINGS, PEPPERS);
  final IssuedApiKey issued;
  final DigestClient client;

  DigestFixture() {
    first.application().createOrganization(NewOrganization.named("Acme").withId(ORG));
    this.issued = issue(first);
    this.client = client(issued);
  }

  /** One more key, with the verifiers of this server. */
  IssuedApiKey issue(DigestServer by) {
    return by.application().create(ORG, NewApiKey.of("key", Role.ORG_MEMBER));
  }

  static DigestClient client(IssuedApiKey key) {
    return new DigestClient(key.apiKey().publicKey().value(), key.privateKey().reveal(), REALM);
  }

  /** One that knows another private key than the key's. */
  DigestClient client(String password) {
    return new DigestClient(issued.apiKey().publicKey().value(), password, REALM);
  }

  DigestServer over(DigestSettings settings) {
    return server(settings, PEPPERS);
  }

  DigestServer server(DigestSettings settings, Peppers peppers) {
    Digest digest = Digest.of(settings, peppers, this::tick, new SplittableRandom(100 + servers));
    Claviger claviger = builder(peppers).verifierScheme(digest.scheme()).build();
    return new DigestServer(claviger, digest.presentation());
  }

  /** Without Digest. */
  Claviger.Builder builder(Peppers peppers) {
    servers++;
    return Claviger.builder(store)
        .clock(this::tick)
        .background(background)
        .random(new SplittableRandom(servers))
        .peppers(peppers);
  }

  private Instant tick() {
    clockReads++;
    return now;
  }

  static SecretId assertAccepted(AuthenticationResult result) {
    return assertInstanceOf(Authenticated.class, result).secretId();
  }

  static void assertRefused(Rejected.Reason reason, AuthenticationResult result) {
    assertRefused(reason, "", result);
  }

  static void assertRefused(Rejected.Reason reason, String detail, AuthenticationResult result) {
    Rejected rejected = assertInstanceOf(Rejected.class, result);
    assertEquals(reason, rejected.reason());
    assertEquals(detail, rejected.detail());
  }

  static byte[] pepper(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    bytes[0]++;
    return bytes;
  }
}
