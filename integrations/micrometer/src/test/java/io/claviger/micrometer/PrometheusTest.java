package io.claviger.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessRequest;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Permission;
import io.claviger.model.PublicKey;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Prometheus reads after requests of every outcome. */
class PrometheusTest {
  private static final OrganizationId ORG = new OrganizationId("acme");
  private static final Permission READ = new Permission("reports.read");
  private static final RoleGrants GRANTS = RoleGrants.none().grant(Role.ORG_READ_ONLY, READ);

  private boolean down;
  private Optional<Duration> wait = Optional.empty();
  private final Claviger claviger =
      Claviger.builder(
              new ForwardingApiKeyStore(new InMemoryApiKeyStore()) {
                @Override
                public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
                  if (down) {
                    throw new StoreException(StoreException.Kind.UNREACHABLE, "down", null);
                  }
                  return delegate().findByPublicKey(publicKey);
                }
              })
          .requestLimiter((key, address) -> wait)
          .build();
  private final AccessCheck check = claviger.accessCheck(GRANTS);
  private final ApiKeys keys = claviger.actingAs(Caller.application("test"));
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @AfterEach
  void close() {
    claviger.close();
  }

  @Test
  void eachOutcomeHasItsSeries() {
    keys.createOrganization(NewOrganization.named("Acme").withId(ORG));
    Credential reader = pair(keys.create(ORG, NewApiKey.of("reader", Role.ORG_READ_ONLY)));
    NewApiKey elsewhere =
        NewApiKey.of("elsewhere", Role.ORG_READ_ONLY)
            .withWhitelist(CidrBlock.parse("198.51.100.0/24"));
    new ClavigerMeterBinder(claviger).bindTo(registry);

    request(reader);
    request(reader);
    request(Credential.missing());
    request(Credential.pair("nobodyxx", "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3"));
    request(pair(keys.create(ORG, NewApiKey.of("member", Role.ORG_MEMBER))));
    request(pair(keys.create(ORG, elsewhere)));
    wait = Optional.of(Duration.ofSeconds(1));
    request(reader);
    down = true;
    request(reader);

    assertEquals(
        List.of(
            "{outcome=\"forbidden\",reason=\"address_not_listed\"} 1.0",
            "{outcome=\"forbidden\",reason=\"permission_not_granted\"} 1.0",
            "{outcome=\"granted\",reason=\"none\"} 2.0",
            "{outcome=\"rate_limited\",reason=\"none\"} 1.0",
            "{outcome=\"unauthenticated\",reason=\"missing\"} 1.0",
            "{outcome=\"unauthenticated\",reason=\"unknown_key\"} 1.0",
            "{outcome=\"unavailable\",reason=\"unreachable\"} 1.0"),
        registry
            .scrape()
            .lines()
            .filter(line -> line.startsWith("claviger_access_total{") && !line.endsWith(" 0.0"))
            .map(line -> line.substring("claviger_access_total".length()))
            .sorted()
            .toList());
  }

  @Test
  void noSeriesNamesAKey() {
    keys.createOrganization(NewOrganization.named("Acme").withId(ORG));
    IssuedApiKey issued = keys.create(ORG, NewApiKey.of("reader", Role.ORG_READ_ONLY));
    new ClavigerMeterBinder(claviger).bindTo(registry);

    request(pair(issued));

    String scrape = registry.scrape();
    assertFalse(scrape.contains(issued.apiKey().publicKey().value()), scrape);
    assertFalse(scrape.contains(issued.apiKey().id().value()), scrape);
  }

  private void request(Credential credential) {
    check.check(credential, AccessRequest.of(ORG, READ, "192.0.2.1"));
  }

  private static Credential pair(IssuedApiKey issued) {
    return Credential.pair(issued.apiKey().publicKey().value(), issued.privateKey().reveal());
  }
}
