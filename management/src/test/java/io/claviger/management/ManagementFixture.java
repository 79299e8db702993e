package io.claviger.management;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.http.TrustedProxies;
import io.claviger.http.access.HttpAccess;
import io.claviger.management.spi.DisplayNames;
import io.claviger.model.AccessTokenId;
import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.model.RevokedToken;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RoleGrants;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.FaultyApiKeyStore;
import io.claviger.test.SettableClock;
import io.claviger.test.SettableExecutor;
import io.claviger.test.SettableTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A handler, two organizations in memory, and clients for each kind of caller. The organization
 * {@code acme} has two projects. It trusts a proxy at 198.51.100.0/24.
 */
final class ManagementFixture implements AutoCloseable {
  static final OrganizationId ACME = new OrganizationId("acme");
  static final OrganizationId OTHER = new OrganizationId("other");
  static final ProjectId ALPHA = new ProjectId("alpha");
  static final ProjectId BETA = new ProjectId("beta");
  static final String ORGANIZATION = "/organizations/acme";
  static final String KEYS = ORGANIZATION + "/keys";
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final SettableClock clock;
  final SettableExecutor background = new SettableExecutor();

  /** All requests of the clients with their responses, in order. */
  final List<Exchange> exchanges = new ArrayList<>();

  /** How long each key has to wait. */
  Optional<Duration> wait = Optional.empty();

  /** How long each part of a body takes. */
  Duration pace = Duration.ZERO;

  final FaultyApiKeyStore store;
  final Claviger claviger;
  final ApiKeys application;
  final ManagementHandler handler;

  private ManagementFixture(ApiKeyStore inside, Instant start) {
    clock = new SettableClock(start);
    store = new FaultyApiKeyStore(inside);
    claviger =
        Claviger.builder(store)
            .clock(clock)
            .background(background)
            .projects(
                (project, owner) -> owner.equals(ACME) && List.of(ALPHA, BETA).contains(project))
            .requestLimiter((key, address) -> wait)
            .build();
    application = claviger.actingAs(Caller.application("test"));
    TrustedProxies proxies = TrustedProxies.xForwardedFor(CidrBlock.parse("198.51.100.0/24"));
    handler =
        ManagementHandler.builder(claviger)
            .access(HttpAccess.builder(claviger, RoleGrants.none()).proxies(proxies).build())
            .names(names())
            .clock(clock)
            .ticker(paced())
            .build();
    for (OrganizationId id : List.of(ACME, OTHER)) {
      application.createOrganization(NewOrganization.named("The " + id).withId(id));
    }
  }

  static ManagementFixture open() {
    return on(new InMemoryApiKeyStore());
  }

  /** Opens one on this store, which is empty. */
  static ManagementFixture on(ApiKeyStore store) {
    return new ManagementFixture(store, START);
  }

  /** Opens one at the time of the browser, with the same time for each request. */
  static ManagementFixture openNow() {
    return new ManagementFixture(new InMemoryApiKeyStore(), Instant.now());
  }

  private Ticker paced() {
    SettableTicker time = new SettableTicker();
    return new Ticker() {
      @Override
      public long nanos() {
        time.advance(pace);
        return time.nanos();
      }

      @Override
      public void sleep(long nanos) throws InterruptedException {
        time.sleep(nanos);
      }
    };
  }

  private static DisplayNames names() {
    return new DisplayNames() {
      @Override
      public String role(OrganizationId organization, Role role) {
        return "The role " + role.name();
      }

      @Override
      public Map<ProjectId, String> projects(OrganizationId organization, Caller caller) {
        Map<ProjectId, String> projects = new LinkedHashMap<>();
        if (organization.equals(ACME)) {
          projects.put(BETA, "Project Beta");
          projects.put(ALPHA, "Project Alpha");
        }
        return projects;
      }
    };
  }

  /** Returns a client without a session or a key. */
  ManagementClient nobody() {
    return ManagementClient.of(handler, exchanges::add);
  }

  /** Returns a user who owns the organization. */
  ManagementClient owner() {
    return nobody().as(Caller.user("olga", ACME, Role.ORG_OWNER));
  }

  /** Returns a user who may read the organization, and may manage no keys. */
  ManagementClient member() {
    return nobody().as(Caller.user("max", ACME, Role.ORG_MEMBER));
  }

  /** Returns a user who owns the project alpha, and nothing else. */
  ManagementClient projectOwner() {
    return nobody()
        .as(
            Caller.user(
                "paula", ACME, List.of(RoleAssignment.onProject(Role.PROJECT_OWNER, ALPHA))));
  }

  /** Returns a user who owns another organization. */
  ManagementClient stranger() {
    return nobody().as(Caller.user("sam", OTHER, Role.ORG_OWNER));
  }

  /** Returns the application itself, which a session must not be. */
  ManagementClient superuser() {
    return nobody().as(Caller.application("root"));
  }

  /** Creates a key of the organization. */
  IssuedApiKey create(NewApiKey request) {
    return application.create(ACME, request);
  }

  /** Ends an access token of a key, which would have lived for an hour. */
  AccessTokenId endToken(IssuedApiKey key, int number) {
    AccessTokenId id = new AccessTokenId(String.format("%024x", number));
    Instant now = clock.instant();
    RevokedToken token =
        new RevokedToken(ACME, key.apiKey().id(), id, now, now.plus(Duration.ofHours(1)));
    if (!store
        .extensions()
        .revokedTokens()
        .orElseThrow()
        .revoke(token, RevokedTokens.Bounds.none())) {
      throw new IllegalStateException("there is no room for " + id);
    }
    return id;
  }

  /** Returns the path of a key. */
  static String path(IssuedApiKey key) {
    return KEYS + "/" + key.apiKey().id().value();
  }

  @Override
  public void close() {
    claviger.close();
    background.shutdown();
  }
}
