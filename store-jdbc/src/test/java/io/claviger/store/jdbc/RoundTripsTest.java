package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PageQuery;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.jdbc.databases.StatementCounter;
import io.claviger.store.jdbc.internal.sql.Chunks;
import io.claviger.store.tck.Samples;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts the statements of each call, which must not depend on the number of rows. */
final class RoundTripsTest {
  private final MemoryDatabase database = MemoryDatabase.create();
  private final StatementCounter counter = new StatementCounter(database.dataSource());
  private final JdbcStore store =
      new JdbcStore(counter.dataSource(), AutoCommit.ON, Ticker.system());
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final List<StoredApiKey> keys =
      Stream.generate(() -> samples.key(organization.id())).limit(20).toList();

  @BeforeEach
  void create() {
    assertTrue(store.commit(samples.creation(organization, keys.toArray(StoredApiKey[]::new))));
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** Twenty keys, roles and secrets go as 16 and 4, their forty rows of usage as 32 and 8. */
  @Test
  void aCreationIsAFewStatementsForEachTable() {
    assertEquals(2 + 4 * 2, counter.drain().size());
  }

  @Test
  void aLookupIsOneStatement() {
    counter.drain();
    assertTrue(store.findByPublicKey(keys.get(0).key().publicKey()).isPresent());
    assertEquals(1, counter.drain().size());
  }

  @Test
  void aPageIsOneStatement() {
    counter.drain();
    assertEquals(
        20, store.listKeys(KeyQuery.all(organization.id(), PageQuery.first(500))).items().size());
    assertEquals(1, counter.drain().size());
  }

  @Test
  void aPageOfOrganizationsIsOneStatement() {
    counter.drain();
    assertEquals(1, store.listOrganizations(OrganizationQuery.first(500)).items().size());
    assertEquals(1, counter.drain().size());
  }

  @Test
  void factsAreTheOrganizationFirstAndThenTheKeys() {
    counter.drain();
    Set<ApiKeyId> ids = keys.stream().map(key -> key.key().id()).collect(Collectors.toSet());
    assertEquals(20, store.read(organization.id(), ids).orElseThrow().keys().size());
    List<String> statements = counter.drain();
    assertEquals(2, statements.size());
    assertTrue(statements.get(0).contains("claviger_organization"), statements.get(0));
  }

  @Test
  void revisionsAreAStatementForEachChunk() {
    counter.drain();
    Set<OrganizationId> ids =
        Stream.generate(() -> samples.organization().id())
            .limit(2 * Chunks.SIZE)
            .collect(Collectors.toSet());
    ids.add(organization.id());
    assertEquals(Set.of(organization.id()), store.revisions(ids).keySet());
    assertEquals(3, counter.drain().size());
    assertTrue(store.revisions(Set.of()).isEmpty());
    assertEquals(0, counter.drain().size());
  }

  @Test
  void theGuardIsTheFirstStatementOfAChange() {
    counter.drain();
    List<ApiKey> updated = keys.stream().map(StoredApiKey::key).toList();
    KeyChanges changes = new KeyChanges(List.of(), updated, Map.of(), Set.of());
    OrganizationChange change = samples.update(organization, changes);
    assertTrue(store.commit(change));
    List<String> statements = counter.drain();
    assertTrue(statements.get(0).startsWith("update claviger_organization"), statements.get(0));
    // The guard, each key, the event.
    assertEquals(2 + keys.size(), statements.size(), statements.toString());
    assertFalse(store.commit(change));
    assertEquals(1, counter.drain().size());
  }

  @Test
  void usageIsAddedInOneBatch() {
    counter.drain();
    List<UsageCount> batch = keys.stream().map(key -> samples.use(key, samples.instant())).toList();
    assertTrue(store.add(batch));
    List<String> statements = counter.drain();
    assertEquals(2, statements.size(), statements.toString());
    assertTrue(statements.get(0).contains("for update"), statements.get(0));
    assertTrue(statements.get(1).startsWith("update claviger_usage"), statements.get(1));
  }

  @Test
  void usageIsReadInOneStatementForEachChunk() {
    counter.drain();
    Set<ApiKeyId> ids = keys.stream().map(key -> key.key().id()).collect(Collectors.toSet());
    assertEquals(ids, store.usage(organization.id(), ids).keySet());
    assertEquals(1, counter.drain().size());
    Set<ApiKeyId> more =
        Stream.generate(samples::apiKeyId).limit(2 * Chunks.SIZE).collect(Collectors.toSet());
    more.addAll(ids);
    assertEquals(ids, store.usage(organization.id(), more).keySet());
    assertEquals(3, counter.drain().size());
  }

  @Test
  void aReplacementIsAGuardedUpdate() {
    counter.drain();
    VerifierReplacement replacement = samples.replacement(keys.get(0));
    assertTrue(store.replace(replacement));
    List<String> statements = counter.drain();
    assertEquals(2, statements.size());
    assertTrue(statements.get(1).startsWith("update claviger_secret"), statements.get(1));
    assertFalse(store.replace(replacement));
  }
}
