package io.claviger.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.http.digest.Digest;
import io.claviger.http.digest.DigestAlgorithm;
import io.claviger.http.digest.DigestSettings;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.CidrBlock;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventQuery;
import io.claviger.model.EventType;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyKind;
import io.claviger.model.Limits;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PrivateKey;
import io.claviger.model.Role;
import io.claviger.model.StoreException;
import io.claviger.model.TokenFormat;
import io.claviger.spi.store.KeyLookup;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.FaultyApiKeyStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an import writes, refuses and leaves as it is. */
class ImporterTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant BEFORE = Instant.parse("2020-01-01T00:00:00Z");
  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final OrganizationId OTHER = new OrganizationId("other");
  private static final ImportedFormat FORMAT =
      ImportedFormat.of("test", "(?<id>[0-9]+)\\.(?<secret>[a-z0-9]+)");

  private final FaultyApiKeyStore store = new FaultyApiKeyStore(new InMemoryApiKeyStore());
  private final List<String> changed = new ArrayList<>();
  private final Claviger claviger =
      Claviger.builder(store)
          .clock(() -> NOW)
          .policy(
              ManagementPolicy.standard()
                  .withLimits(Limits.standard().withApiKeys(30).withWhitelistEntries(3)))
          .listener((organization, revision) -> changed.add(organization.value()))
          .build();
  private final ApiKeys keys = claviger.actingAs(Caller.application("test"));

  @Test
  void aKeyKeepsAllThatTheRowSays() {
    create(ACME);
    NewApiKey settings =
        NewApiKey.of("CI", Role.ORG_READ_ONLY)
            .withWhitelist(CidrBlock.parse("192.0.2.0/24"))
            .withExpiry(NOW.plusSeconds(60))
            .withSecretExpiry(NOW.plusSeconds(30))
            .withName("ci")
            .withKind(new KeyKind("service-account"));
    ImportedKey key = ImportedKey.of(ACME, secret(1), settings).withCreatedAt(BEFORE).disabled();
    changed.clear();
    assertEquals(new ImportProgress(1, 1, 0, 0, 0), run(key).total());

    ApiKey stored = keys.get(ACME, id(1));
    assertEquals(secret(1).publicKey(), stored.publicKey());
    assertEquals("CI", stored.description());
    assertEquals(settings.roles(), stored.roles());
    assertEquals(1, stored.whitelist().size());
    assertEquals(settings.expiresAt(), stored.expiresAt());
    assertEquals(settings.secretExpiresAt(), stored.secrets().get(0).expiresAt(), "its secret");
    assertEquals(settings.name(), stored.name());
    assertEquals(settings.kind(), stored.kind());
    assertEquals(BEFORE, stored.createdAt());
    assertFalse(stored.isEnabled());
    assertEquals(List.of("acme"), changed);

    AuditEvent event =
        store.extensions().events().orElseThrow().events(EventQuery.newest(ACME, 1)).get(0);
    assertEquals(EventType.API_KEY_CREATED, event.type());
    assertEquals("sha256", event.details().get("imported"));
    assertEquals(NOW, event.stamp().at());
    assertEquals("migration", event.stamp().by().name());
  }

  /** As for a client that is created: only the token endpoint takes its secret, which must end. */
  @Test
  void aClientHasASecretThatEndsAndNoVerifiersOfSchemes() {
    KeyKind bot = new KeyKind("bot");
    Peppers peppers =
        Peppers.of(1, "a pepper that protects nothing....".getBytes(StandardCharsets.US_ASCII));
    Digest digest = Digest.of(DigestSettings.of("test", DigestAlgorithm.MD5), peppers);
    try (Claviger application =
        Claviger.builder(store)
            .clock(() -> NOW)
            .peppers(peppers)
            .verifierScheme(digest.scheme())
            .clientKind(bot, TokenFormat.of("bot"))
            .build()) {
      create(ACME);
      NewApiKey endless = NewApiKey.of("CI", Role.ORG_OWNER).withKind(bot);
      Credential pair =
          Credential.pair(secret(1).publicKey(), PrivateKey.of("a-secret-of-other-software"));
      ImportedSecret clear = ImportedSecret.clear(pair);
      Importer importer = Importer.builder(application, "migration").build();
      assertEquals(
          new ImportProgress(1, 0, 0, 1, 0),
          importer.run(Stream.of(ImportedKey.of(ACME, clear, endless))).total());
      NewApiKey ending = endless.withSecretExpiry(NOW.plusSeconds(30));
      assertEquals(
          new ImportProgress(1, 1, 0, 0, 0),
          importer.run(Stream.of(ImportedKey.of(ACME, clear, ending))).total());
      KeyLookup stored = store.findByPublicKey(secret(1).publicKey()).orElseThrow();
      assertEquals(1, stored.secret(0).verifiers().size(), "that of the library");
    }
  }

  @Test
  void aSecondRunChangesNothingAndSaysSo() {
    create(ACME);
    assertEquals(20, run(rows(ACME, 20)).total().created());
    Organization after = keys.getOrganization(ACME);
    assertEquals(new ImportProgress(20, 0, 20, 0, 0), run(rows(ACME, 20)).total());
    assertEquals(after, keys.getOrganization(ACME));
  }

  @Test
  void aKeyThatWasRevokedSinceStaysRevoked() {
    create(ACME);
    run(rows(ACME, 2));
    keys.revoke(ACME, id(1));
    assertEquals(new ImportProgress(2, 0, 2, 0, 0), run(rows(ACME, 2)).total());
    assertTrue(store.findByPublicKey(secret(1).publicKey()).isEmpty());
  }

  @Test
  void eachRefusedRowIsReportedWithItsReasonAndTheOthersAreImported() {
    create(ACME);
    NewApiKey settings = NewApiKey.of("key", Role.ORG_READ_ONLY);
    List<RefusedRow> refused = new ArrayList<>();
    ImportReport report =
        Importer.builder(claviger, "migration")
            .onRefused(refused::add)
            .build()
            .run(
                Stream.of(
                    key(ACME, 1),
                    ImportedKey.of(ACME, secret(2), NewApiKey.of("key", new Role("UNKNOWN"))),
                    ImportedKey.of(ACME, secret(3), settings.withExpiry(BEFORE)),
                    ImportedKey.of(
                        ACME, secret(4), settings.withWhitelist(CidrBlock.parse("0.0.0.0/0"))),
                    key(ACME, 5).withCreatedAt(NOW.plusSeconds(1)),
                    key(OTHER, 6),
                    key(ACME, 7)));
    assertEquals(new ImportProgress(7, 2, 0, 5, 0), report.total());
    assertEquals(refused, report.refused());
    assertEquals(
        List.of(6L, 2L, 3L, 4L, 5L).stream().sorted().toList(),
        refused.stream().map(RefusedRow::number).sorted().toList());
    assertEquals(
        ErrorCode.BLOCK_NOT_ALLOWED_ON_WHITELIST,
        refused.stream().filter(row -> row.number() == 4).findFirst().orElseThrow().code());
  }

  @Test
  void aRowThatCannotBeReadIsReported() {
    create(ACME);
    ImportReport report =
        Importer.builder(claviger, "migration")
            .build()
            .run(
                List.of("$2a$31$x", "1").iterator(),
                text ->
                    ImportedKey.of(
                        ACME,
                        FORMAT.hashed(text, text.length() > 1 ? ImportedHash.parse(text) : hash(1)),
                        NewApiKey.of("key", Role.ORG_READ_ONLY)));
    assertEquals(new ImportProgress(2, 1, 0, 1, 0), report.total());
    assertEquals(1, report.refused().get(0).number());
  }

  @Test
  void theLimitOfTheOrganizationHolds() {
    create(ACME);
    ImportReport report = run(rows(ACME, 40));
    assertEquals(new ImportProgress(40, 29, 0, 11, 0), report.total());
    assertEquals(ErrorCode.TOO_MANY_API_KEYS, report.refused().get(0).code());
    assertEquals(30, keys.getOrganization(ACME).counters().apiKeys());
  }

  @Test
  void missingOrganizationsAreCreatedIfAsked() {
    create(ACME);
    List<String> created = new ArrayList<>();
    List<ImportProgress> progress = new ArrayList<>();
    Importer importer =
        Importer.builder(claviger, "migration")
            .createOrganizations(
                id -> NewOrganization.named("customer"),
                organization -> {
                  created.add(organization.organization().id().value());
                  assertTrue(organization.issuedKey().isPresent());
                })
            .onProgress(progress::add)
            .batchSize(7)
            .build();
    Stream<ImportedKey> rows =
        IntStream.range(0, 40).mapToObj(i -> key(new OrganizationId("org" + i / 10), i));
    ImportReport report = importer.run(Stream.concat(rows, Stream.of(key(ACME, 99))));
    assertEquals(new ImportProgress(41, 41, 0, 0, 4), report.total());
    assertEquals(List.of("org0", "org1", "org2", "org3"), created);
    assertEquals(6, progress.size());
    assertEquals(11, keys.getOrganization(new OrganizationId("org2")).counters().apiKeys());
    assertTrue(changed.contains("org3"));
  }

  /** Without a first key, one of the rows must be an owner. */
  @Test
  void anOrganizationNeedsAnOwner() {
    Importer importer =
        Importer.builder(claviger, "migration")
            .createOrganizations(
                id -> NewOrganization.named("customer").withoutKey(), created -> {})
            .build();
    ImportedKey owner = ImportedKey.of(OTHER, secret(1), NewApiKey.of("owner", Role.ORG_OWNER));
    ImportReport report =
        importer.run(Stream.of(owner, key(OTHER, 2), key(new OrganizationId("none"), 3)));
    assertEquals(new ImportProgress(3, 2, 0, 1, 1), report.total());
    assertEquals(ErrorCode.OWNER_REQUIRED, report.refused().get(0).code());
    assertEquals(1, keys.getOrganization(OTHER).counters().lastingOwners());
  }

  @Test
  void aKeyOfAnotherOrganizationIsRefused() {
    create(ACME);
    run(rows(ACME, 3));
    create(OTHER);
    ImportReport existing = run(key(OTHER, 1), key(OTHER, 7));
    assertEquals(new ImportProgress(2, 1, 0, 1, 0), existing.total());
    assertEquals(1, existing.refused().get(0).number());

    OrganizationId third = new OrganizationId("third");
    ImportReport created = runCreating(key(third, 2), key(third, 8));
    assertEquals(new ImportProgress(2, 1, 0, 1, 1), created.total());
  }

  /** As rows of the command line with the hash clear, which have credentials of this library. */
  @Test
  void theCredentialOfAKeyThatTheLibraryIssuedIsRefused() {
    create(ACME);
    NewApiKey settings = NewApiKey.of("CI", Role.ORG_READ_ONLY);
    IssuedApiKey issued = keys.create(ACME, settings);
    Credential pair = Credential.pair(issued.apiKey().publicKey(), issued.privateKey());
    ImportReport report =
        run(key(ACME, 1), ImportedKey.of(ACME, ImportedSecret.clear(pair), settings), key(ACME, 2));
    assertEquals(new ImportProgress(3, 2, 0, 1, 0), report.total());
    RefusedRow refused = report.refused().get(0);
    assertEquals(2, refused.number());
    assertTrue(refused.reason().contains("key " + issued.apiKey().id()), refused.reason());
    assertEquals(issued.apiKey(), keys.get(ACME, issued.apiKey().id()));
    assertEquals(1, claviger.metrics().changeRetries());
  }

  @Test
  void anOrganizationThatWasDeletedIsNotCreatedAgain() {
    create(OTHER);
    keys.deleteOrganization(OTHER);
    ImportReport report = runCreating(key(OTHER, 1));
    assertEquals(new ImportProgress(1, 0, 0, 1, 0), report.total());
    assertEquals(ErrorCode.ORGANIZATION_ID_USED, report.refused().get(0).code());
  }

  @Test
  void aLostRaceIsTriedAgainAndAFailureEndsTheImport() {
    create(ACME);
    store.loseRace(2);
    assertEquals(3, run(rows(ACME, 3)).total().created());
    store.fail(FaultyApiKeyStore.Call.COMMIT, 1, StoreException.Kind.UNREACHABLE);
    assertThrows(StoreException.class, () -> run(key(ACME, 9)));
    assertEquals(new ImportProgress(1, 1, 0, 0, 0), run(key(ACME, 9)).total());
  }

  private void create(OrganizationId id) {
    keys.createOrganization(NewOrganization.named("Acme").withId(id));
  }

  private ImportReport run(ImportedKey... rows) {
    return Importer.builder(claviger, "migration").build().run(Stream.of(rows));
  }

  private ImportReport runCreating(ImportedKey... rows) {
    return Importer.builder(claviger, "migration")
        .createOrganizations(id -> NewOrganization.named("customer"), created -> {})
        .build()
        .run(Stream.of(rows));
  }

  private ApiKeyId id(int number) {
    return store.findByPublicKey(secret(number).publicKey()).map(KeyLookup::id).orElseThrow();
  }

  private static ImportedKey[] rows(OrganizationId organization, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> key(organization, i))
        .toArray(ImportedKey[]::new);
  }

  private static ImportedKey key(OrganizationId organization, int number) {
    return ImportedKey.of(
        organization, secret(number), NewApiKey.of("key " + number, Role.ORG_READ_ONLY));
  }

  private static ImportedSecret secret(int number) {
    return FORMAT.hashed(Integer.toString(number), hash(number));
  }

  private static ImportedHash hash(int number) {
    return FastHash.sha256().stored("%064x".formatted(number));
  }
}
