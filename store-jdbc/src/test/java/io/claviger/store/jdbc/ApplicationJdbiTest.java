package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.KeyFilter;
import io.claviger.model.Organization;
import io.claviger.model.PageQuery;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.Ticker;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.tck.Samples;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.HashPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store ignores how the application's jdbi parses statements. */
final class ApplicationJdbiTest {
  private final MemoryDatabase database = MemoryDatabase.create();
  private final Jdbi jdbi = Jdbi.create(database.dataSource());
  private final JdbcStore store = new JdbcStore(jdbi, AutoCommit.ON, Ticker.system());
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final StoredApiKey key = samples.key(organization.id());

  @BeforeEach
  void create() {
    assertTrue(store.commit(samples.creation(organization, key)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keysAreListedWhereParametersHaveHashes() {
    jdbi.getConfig(SqlStatements.class).setSqlParser(new HashPrefixSqlParser());
    assertListed();
  }

  @Test
  void keysAreListedWhereStatementsAreTemplates() {
    TemplateEngine hosts = (template, context) -> "the host's own " + template;
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(hosts);
    assertListed();
  }

  private void assertListed() {
    KeyFilter filter = KeyFilter.all().describedWith("export");
    KeyQuery query = new KeyQuery(organization.id(), filter, samples.instant(), PageQuery.first(1));
    assertEquals(List.of(key.key()), store.listKeys(query).items());
  }
}
