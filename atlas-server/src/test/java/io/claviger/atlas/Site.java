package io.claviger.atlas;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Caller;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.atlas.api.AcceptedCredentials;
import io.claviger.atlas.api.AtlasApi;
import io.claviger.atlas.api.KnownProjects;
import io.claviger.atlas.api.Schemes;
import io.claviger.atlas.http.HttpServer;
import io.claviger.http.digest.Digest;
import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/** A server on keys in memory, with a time that moves when told, for one test. */
public final class Site implements AutoCloseable {
  /** The one organization. */
  public static final OrganizationId ORGANIZATION = new OrganizationId("64f0c2a19be7d3415c80aa10");

  /** The one project of it. */
  public static final ProjectId PROJECT = new ProjectId("64f0c2f79be7d3415c80aa77");

  /** An id that nothing has. */
  public static final String NOTHING = "0123456789abcdef01234567";

  /** The base that most tests call. */
  public static final String BASE = "/api/atlas/v1.0";

  /** Keys of the organization. */
  public static final String KEYS = BASE + "/orgs/" + ORGANIZATION + "/apiKeys";

  /** Keys of the project. */
  public static final String PROJECT_KEYS = BASE + "/groups/" + PROJECT + "/apiKeys";

  private static final byte[] PEPPER =
      "a pepper that protects nothing....".getBytes(StandardCharsets.US_ASCII);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-24T12:00:00.123456Z"));
  private final Claviger claviger;
  private final HttpServer http;
  private final IssuedApiKey owner;

  private Site(ApiKeyStore store, ManagementPolicy policy) throws Exception {
    Peppers peppers = Peppers.of(1, PEPPER);
    KnownProjects projects =
        organization ->
            new TreeSet<>(organization.equals(ORGANIZATION) ? Set.of(PROJECT) : Set.of());
    Digest digest = Digest.of(AtlasApi.digest(), peppers, now::get, new SecureRandom());
    this.claviger =
        Claviger.builder(store)
            .clock(now::get)
            .policy(policy)
            .peppers(peppers)
            .verifierScheme(digest.scheme())
            .clientKind(ServiceAccounts.KIND, ServiceAccounts.SECRETS)
            .projects(projects)
            .build();
    NewApiKey first =
        NewApiKey.of("owner", Role.ORG_OWNER).withWhitelist(CidrBlock.parse("127.0.0.0/24"));
    this.owner =
        application()
            .createOrganization(
                NewOrganization.named("Acme").withId(ORGANIZATION).withFirstKey(first))
            .firstKey();
    this.http =
        AtlasServer.serve(
            claviger,
            projects,
            AcceptedCredentials.of(
                digest, Schemes.DIGEST_BASIC, ServiceAccounts.tokens(claviger, peppers)),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** As the server itself is. */
  public static Site open() throws Exception {
    return open(new InMemoryApiKeyStore(), AtlasApi.policy());
  }

  /** With a store and a policy of the test's own. */
  public static Site open(ApiKeyStore store, ManagementPolicy policy) throws Exception {
    return new Site(store, policy);
  }

  /** The library below. */
  public Claviger claviger() {
    return claviger;
  }

  /** Management by the application, to prepare what a test needs. */
  public ApiKeys application() {
    return claviger.actingAs(Caller.application("test"));
  }

  /** The first key, an owner that may call from 127.0.0.0 to 127.0.0.255. */
  public IssuedApiKey owner() {
    return owner;
  }

  /** The first key as a sender, at 127.0.0.1. */
  public Sender asOwner() {
    return as(owner);
  }

  /** A new key. */
  public IssuedApiKey key(NewApiKey request) {
    return application().create(ORGANIZATION, request);
  }

  /** That key as a sender, at 127.0.0.1. */
  public Sender as(IssuedApiKey key) {
    String pair = key.apiKey().publicKey() + ":" + key.privateKey().reveal();
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    return nobody().with("Authorization", "Basic " + encoded);
  }

  /** A sender that says nothing of itself, at 127.0.0.1. */
  public Sender nobody() {
    return new Sender(http.port(), Map.of(), "127.0.0.1");
  }

  /** Where that key is. */
  public static String path(IssuedApiKey key) {
    return KEYS + "/" + key.apiKey().id();
  }

  /** Scheme, application and port, as links begin. */
  public String origin() {
    return http.site();
  }

  /** Moves the time on. */
  public void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  @Override
  public void close() throws IOException {
    try (claviger;
        http) {
      // Closed in the order from the last to the first.
    }
  }
}
