package io.claviger.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.importing.internal.Derived;
import io.claviger.model.ErrorCode;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.Limits;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.Role;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dry run writes nothing, and reports what the import then does. */
class DryRunTest {
  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final OrganizationId OTHER = new OrganizationId("other");
  private static final ImportedFormat FORMAT =
      ImportedFormat.of("test", "(?<id>[0-9]+)\\.(?<secret>[a-z0-9]+)");
  private static final NewApiKey SETTINGS = NewApiKey.of("key", Role.ORG_READ_ONLY);

  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private final Claviger claviger =
      Claviger.builder(store)
          .policy(
              ManagementPolicy.standard()
                  .withLimits(Limits.standard().withApiKeys(30).withWhitelistEntries(3)))
          .build();
  private final ApiKeys keys = claviger.actingAs(Caller.application("test"));

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_000})
  void theImportDoesWhatTheDryRunReported(int batchSize) {
    create(ACME);
    create(OTHER);
    List<ImportedKey> rows = rows();
    Organization before = keys.getOrganization(ACME);
    ImportReport dry = importer(batchSize).dryRun().build().run(rows.stream());
    assertEquals(before, keys.getOrganization(ACME));
    assertTrue(store.read(new OrganizationId("new1"), Set.of()).isEmpty());

    ImportReport real = importer(batchSize).build().run(rows.stream());
    assertEquals(real.total(), dry.total());
    assertEquals(refusals(real), refusals(dry));
    assertEquals(
        Set.of(
            ErrorCode.INVALID_VALUE,
            ErrorCode.ORGANIZATION_ID_USED,
            ErrorCode.TOO_MANY_API_KEYS,
            ErrorCode.UNKNOWN_ROLE),
        Set.copyOf(refusals(real).values()));
    assertEquals(2, real.total().organizations());
    assertEquals(30, keys.getOrganization(new OrganizationId("new1")).counters().apiKeys());

    ImportReport second = importer(batchSize).dryRun().build().run(rows.stream());
    assertEquals(importer(batchSize).build().run(rows.stream()).total(), second.total());
    assertEquals(0, second.total().created());
  }

  /** Rows of each kind, so that batches of seven cut through most of them. */
  private List<ImportedKey> rows() {
    IssuedApiKey issued = keys.create(ACME, SETTINGS);
    importer(1).build().run(List.of(key(ACME, 1), key(ACME, 2), key(OTHER, 3)).stream());
    keys.revoke(ACME, store.findByPublicKey(secret(2).publicKey()).orElseThrow().id());
    OrganizationId deleted = new OrganizationId("deleted");
    create(deleted);
    keys.deleteOrganization(deleted);

    List<ImportedKey> rows = new ArrayList<>();
    IntStream.rangeClosed(1, 5).forEach(i -> rows.add(key(ACME, i)));
    IntStream.range(100, 140).forEach(i -> rows.add(key(new OrganizationId("new1"), i)));
    IntStream.range(200, 203).forEach(i -> rows.add(key(new OrganizationId("new2"), i)));
    rows.add(key(new OrganizationId("new2"), 100));
    rows.add(key(OTHER, 201));
    rows.add(key(deleted, 300));
    rows.add(
        ImportedKey.of(
            ACME,
            ImportedSecret.clear(Credential.pair(issued.apiKey().publicKey(), issued.privateKey())),
            SETTINGS));
    rows.add(ImportedKey.of(ACME, secret(400), NewApiKey.of("key", new Role("UNKNOWN"))));
    IntStream.range(500, 540).forEach(i -> rows.add(key(ACME, i)));
    IntStream.range(500, 540).forEach(i -> rows.add(key(ACME, i)));
    return rows;
  }

  @Test
  void limitsWithoutRoomAreNamedBeforeTheImport() {
    create(ACME);
    create(OTHER);
    OrganizationId fresh = new OrganizationId("fresh");
    Map<OrganizationId, Long> rows = new LinkedHashMap<>();
    rows.put(ACME, 40L);
    rows.put(OTHER, 29L);
    rows.put(fresh, 30L);
    ExceededLimit ofAcme = new ExceededLimit(ACME, 30, 41);
    assertEquals(
        List.of(ofAcme, new ExceededLimit(fresh, 30, 31)),
        importer(7).build().exceededLimits(rows));
    assertEquals(
        List.of(ofAcme), Importer.builder(claviger, "migration").build().exceededLimits(rows));

    Limits enough =
        Limits.standard()
            .withApiKeys(30)
            .withWhitelistEntries(3)
            .withApiKeys(Math.toIntExact(ofAcme.needed()));
    keys.updateOrganization(ACME, OrganizationPatch.nothing().limit(enough));
    List<ImportedKey> all = IntStream.range(0, 40).mapToObj(i -> key(ACME, i)).toList();
    Importer importer = importer(7).build();
    assertFalse(importer.wasImported(all.get(0)));
    assertEquals(40, importer.run(all.stream()).total().created());
    keys.revoke(ACME, Derived.apiKeyId(all.get(1).secret().publicKey()));
    assertTrue(all.stream().allMatch(importer::wasImported), "a revoked key was imported, too");
    assertFalse(importer.wasImported(key(OTHER, 0)), "another organization");
  }

  private void create(OrganizationId id) {
    keys.createOrganization(NewOrganization.named("Acme").withId(id));
  }

  private Importer.Builder importer(int batchSize) {
    return Importer.builder(claviger, "migration")
        .createOrganizations(id -> NewOrganization.named("customer"), created -> {})
        .batchSize(batchSize);
  }

  private static Map<Long, ErrorCode> refusals(ImportReport report) {
    Map<Long, ErrorCode> refusals = new LinkedHashMap<>();
    report.refused().forEach(row -> refusals.put(row.number(), row.code()));
    return refusals;
  }

  private static ImportedKey key(OrganizationId organization, int number) {
    return ImportedKey.of(organization, secret(number), SETTINGS);
  }

  private static ImportedSecret secret(int number) {
    return FORMAT.hashed(
        Integer.toString(number), FastHash.sha256().stored("%064x".formatted(number)));
  }
}
