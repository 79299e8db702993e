package io.claviger.micrometer;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.ClavigerMetrics;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessRequest;
import io.claviger.access.Credential;
import io.claviger.access.Decision.Denied;
import io.claviger.access.Rejected;
import io.claviger.model.OrganizationId;
import io.claviger.model.Permission;
import io.claviger.model.RoleGrants;
import io.claviger.model.StoreException;
import io.claviger.oauth.OAuthCounts;
import io.claviger.store.cache.CacheMetrics;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each meter shows its own number, and keeps what it reads. */
class MeterValuesTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void eachNumberOfClavigerHasItsMeter() throws Exception {
    AccessCheck.Counts access =
        made(
            AccessCheck.Counts.class,
            6,
            Map.of(Rejected.Reason.MISSING, 7L, Rejected.Reason.SECRET_EXPIRED, 8L),
            Map.of(Denied.Reason.OTHER_ORGANIZATION, 9L),
            10,
            Map.of(StoreException.Kind.FAULT, 11L));
    ClavigerMetrics metrics = made(ClavigerMetrics.class, 1, 12, 2, 3, 4, 5, access);

    new ClavigerMeterBinder(() -> metrics, Tags.empty()).bindTo(registry);

    assertEquals(
        Map.ofEntries(
            Map.entry("claviger.changes.retried", 1.0),
            Map.entry("claviger.changes.contended", 12.0),
            Map.entry("claviger.usage.unwritten", 2.0),
            Map.entry("claviger.usage.dropped", 3.0),
            Map.entry("claviger.tasks.failed", 4.0),
            Map.entry("claviger.listeners.failed", 5.0),
            Map.entry("claviger.access outcome=granted reason=none", 6.0),
            Map.entry("claviger.access outcome=unauthenticated reason=missing", 7.0),
            Map.entry("claviger.access outcome=unauthenticated reason=secret_expired", 8.0),
            Map.entry("claviger.access outcome=forbidden reason=other_organization", 9.0),
            Map.entry("claviger.access outcome=rate_limited reason=none", 10.0),
            Map.entry("claviger.access outcome=unavailable reason=fault", 11.0)),
        nonZero());
    assertEquals(6 + 2 + 13 + 4 + 2, registry.getMeters().size(), "one for each constant, too");
  }

  @Test
  void eachNumberOfTheCacheHasItsMeter() throws Exception {
    CacheMetrics metrics =
        made(
            CacheMetrics.class,
            1,
            made(CacheMetrics.LookupCounts.class, 2, 3, 4, 99, 10, 11, 5, 6, 7),
            Duration.ofMillis(8_500),
            Duration.ofSeconds(99),
            9,
            12);

    new CacheMeterBinder(() -> metrics, Tags.of("region", "eu")).bindTo(registry);

    assertEquals(
        Map.ofEntries(
            Map.entry("claviger.cache.size region=eu", 1.0),
            Map.entry("claviger.cache.lookups region=eu result=hit", 2.0),
            Map.entry("claviger.cache.lookups region=eu result=unknown", 3.0),
            Map.entry("claviger.cache.lookups region=eu result=load", 4.0),
            Map.entry("claviger.cache.lookups region=eu result=failed", 5.0),
            Map.entry("claviger.cache.lookups region=eu result=refused", 6.0),
            Map.entry("claviger.cache.lookups region=eu result=served_stale", 7.0),
            Map.entry("claviger.cache.age region=eu", 8.5),
            Map.entry("claviger.cache.revoked.tokens region=eu", 9.0),
            Map.entry("claviger.cache.rechecks region=eu", 10.0),
            Map.entry("claviger.cache.feed.missed region=eu", 11.0),
            Map.entry("claviger.cache.feed.pending region=eu", 12.0)),
        nonZero());
  }

  @Test
  void eachNumberOfTheEndpointsHasItsMeter() throws Exception {
    OAuthCounts counts =
        made(OAuthCounts.class, 1, 2, Map.of("invalid_client", 3L, "slow_down", 4L));

    new OAuthMeterBinder(() -> counts, Tags.of("region", "eu")).bindTo(registry);

    assertEquals(
        Map.of(
            "claviger.oauth outcome=issued reason=none region=eu", 1.0,
            "claviger.oauth outcome=revoked reason=none region=eu", 2.0,
            "claviger.oauth outcome=refused reason=invalid_client region=eu", 3.0,
            "claviger.oauth outcome=refused reason=slow_down region=eu", 4.0),
        nonZero());
  }

  @Test
  void metersOfTwoInstancesAreToldApartByTheirTags() {
    for (String name : new String[] {"a", "b"}) {
      Claviger claviger = Claviger.of(new InMemoryApiKeyStore());
      refuse(claviger.accessCheck(RoleGrants.none()));
      new ClavigerMeterBinder(claviger, Tags.of("instance", name)).bindTo(registry);
    }

    assertEquals(
        Map.of(
            "claviger.access instance=a outcome=unauthenticated reason=missing", 1.0,
            "claviger.access instance=b outcome=unauthenticated reason=missing", 1.0),
        nonZero());
  }

  @Test
  void metersKeepWhatTheyRead() {
    CachingApiKeyStore cache = CachingApiKeyStore.of(new InMemoryApiKeyStore());
    WeakReference<CachingApiKeyStore> reachable = new WeakReference<>(cache);
    AccessCheck check = bindAndForget(cache);
    cache = null;
    System.gc();

    refuse(check);

    assertEquals(Map.of("claviger.access outcome=unauthenticated reason=missing", 1.0), nonZero());
    assertTrue(reachable.get() != null, "the cache was collected");
  }

  private AccessCheck bindAndForget(CachingApiKeyStore cache) {
    Claviger claviger = Claviger.of(new InMemoryApiKeyStore());
    new ClavigerMeterBinder(claviger).bindTo(registry);
    new CacheMeterBinder(cache).bindTo(registry);
    return claviger.accessCheck(RoleGrants.none());
  }

  private static void refuse(AccessCheck check) {
    check.check(
        Credential.missing(),
        AccessRequest.of(new OrganizationId("acme"), new Permission("reports.read"), "192.0.2.1"));
  }

  /** Calls the constructor, which is not public: only the library makes these numbers. */
  private static <T> T made(Class<T> type, Object... parts) throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return type.cast(constructor.newInstance(parts));
  }

  private Map<String, Double> nonZero() {
    return registry.getMeters().stream()
        .filter(meter -> value(meter) != 0)
        .collect(toMap(meter -> text(meter.getId()), MeterValuesTest::value));
  }

  private static double value(Meter meter) {
    return meter.measure().iterator().next().getValue();
  }

  private static String text(Meter.Id id) {
    return id.getTags().stream()
        .map(tag -> " " + tag.getKey() + "=" + tag.getValue())
        .collect(Collectors.joining("", id.getName(), ""));
  }
}
