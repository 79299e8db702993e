package io.claviger.docs;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.importing.FastHash;
import io.claviger.importing.ImportedFormat;
import io.claviger.importing.ImportedKey;
import io.claviger.importing.ImportedVerifiers;
import io.claviger.importing.Importer;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.EventQuery;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyKind;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.Role;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Makes an event of each type with all of its details. */
final class EventDetails {
  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final Duration DAY = Duration.ofDays(1);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-12-01T00:00:00Z"));
  private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
  private final ImportedVerifiers imported = ImportedVerifiers.standard();
  private final Claviger claviger =
      Claviger.builder(new InMemoryApiKeyStore())
          .verifierScheme(imported)
          .clock(now::get)
          .background(background)
          .build();
  private final ApiKeys keys = claviger.actingAs(Caller.application("test"));

  private EventDetails() {}

  /** Returns the names of the details by the types of the events. */
  static Map<String, Set<String>> ofAllTypes() throws Exception {
    EventDetails events = new EventDetails();
    try (events.imported;
        events.claviger) {
      events.changeOrganization();
      events.changeKey(events.create());
      events.changeSecrets(events.create().apiKey().id());
      events.importKey();
      events.keys.deleteOrganization(ACME);
      return events.written();
    } finally {
      events.background.shutdown();
    }
  }

  private void changeOrganization() {
    keys.createOrganization(NewOrganization.named("Acme").withId(ACME));
    keys.bumpRevision(ACME);
    OrganizationPatch all =
        OrganizationPatch.nothing()
            .rename("Acme Inc.")
            .requireWhitelist(true)
            .limitLifetime(DAY)
            .limit(Limits.standard().withApiKeys(20).withWhitelistEntries(20));
    keys.updateOrganization(ACME, all);
    keys.updateOrganization(
        ACME, OrganizationPatch.nothing().requireWhitelist(false).unlimitLifetime());
  }

  private IssuedApiKey create() {
    return keys.create(
        ACME,
        NewApiKey.of("export", Role.ORG_READ_ONLY)
            .withName("export")
            .withKind(new KeyKind("job"))
            .withRateLimit(new Limits.Rate(1, DAY))
            .withSecretExpiry(now.get().plus(DAY)));
  }

  private void changeKey(IssuedApiKey issued) {
    ApiKeyId key = issued.apiKey().id();
    ApiKeyPatch all =
        ApiKeyPatch.nothing()
            .describe("import")
            .rename("import")
            .label(Labels.of(Map.of("team", "billing")))
            .replaceOrganizationRoles(Role.ORG_MEMBER)
            .disable()
            .expireAt(now.get().plus(DAY))
            .unlimitRate();
    keys.update(ACME, key, all);
    keys.update(ACME, key, ApiKeyPatch.nothing().enable());
    CidrBlock block = CidrBlock.parse("192.0.2.0/24");
    keys.addToWhitelist(ACME, key, Set.of(block));
    keys.removeFromWhitelist(ACME, key, block);
    keys.reportLeak(Credential.pair(issued.apiKey().publicKey(), issued.privateKey()));
    now.set(now.get().plus(DAY));
    keys.deleteExpired(ACME, now.get());
  }

  private void changeSecrets(ApiKeyId id) throws Exception {
    Instant end = now.get().plus(DAY);
    IssuedApiKey fresh = keys.rotate(ACME, id, GracePeriod.afterFirstUse(Duration.ZERO), end);
    ApiKey key = fresh.apiKey();
    claviger.authenticator().authenticate(Credential.pair(key.publicKey(), fresh.privateKey()));
    background.submit(() -> {}).get(); // the old secret has its expiry now
    keys.rotate(ACME, id, GracePeriod.until(end));
    now.set(end);
    keys.deleteExpired(ACME, end);
    keys.revoke(ACME, id);
  }

  private void importKey() {
    var format = ImportedFormat.of("old", "(?<id>[0-9]{1,9})-(?<secret>[0-9a-f]{40})");
    var hash = FastHash.sha256().stored("00".repeat(32));
    var key = ImportedKey.of(ACME, format.hashed("1", hash), NewApiKey.of("CI", Role.ORG_MEMBER));
    Importer.builder(claviger, "test").build().run(Stream.of(key));
  }

  private Map<String, Set<String>> written() {
    Map<String, Set<String>> details = new TreeMap<>();
    keys.events(EventQuery.newest(ACME, 1000))
        .forEach(
            event ->
                details
                    .computeIfAbsent(event.type().name(), type -> new TreeSet<>())
                    .addAll(event.details().keySet()));
    return details;
  }
}
