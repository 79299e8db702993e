package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.PageQuery;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.tck.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording of JFR has jdbi's statements, and must not have their values. */
final class RecordingLeakTest {
  private final MemoryDatabase database = MemoryDatabase.create();
  private final Samples samples = new Samples();
  @TempDir Path folder;

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aRecordingHasNoVerifier() throws IOException, ReflectiveOperationException, SQLException {
    OrganizationChange alone = creation();
    OrganizationChange joined = creation();
    JdbcStore store = new JdbcStore(database.dataSource(), AutoCommit.ON, Ticker.system());
    String recorded =
        recording(
            () -> {
              assertTrue(store.commit(alone));
              store.listKeys(pageOf(alone));
              try (Connection connection = database.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                ApiKeyStore within = JdbcApiKeyStore.within(connection);
                assertTrue(within.commit(joined));
                assertEquals(1, within.listKeys(pageOf(joined)).items().size());
                assertEquals(1, within.listKeys(pageOf(joined)).items().size());
                connection.commit();
              }
            });
    assertTrue(recorded.contains("from claviger_api_key p"));
    assertFalse(recorded.contains(verifierOf(alone)));
    assertFalse(recorded.contains(verifierOf(joined)));
    assertFalse(recorded.contains(organizationOf(alone)), "values of a page");
    assertFalse(recorded.contains(organizationOf(joined)), "values of a page");
  }

  private static KeyQuery pageOf(OrganizationChange creation) {
    return KeyQuery.all(creation.organization().id(), PageQuery.first(1));
  }

  private static String organizationOf(OrganizationChange creation) {
    return creation.organization().id().value();
  }

  /** Records by reflection, since this module does not read that of JFR. */
  private String recording(Work work)
      throws IOException, ReflectiveOperationException, SQLException {
    Path file = folder.resolve("host.jfr");
    Class<?> type = Class.forName("jdk.jfr.Recording");
    Object recording = type.getConstructor().newInstance();
    type.getMethod("enable", String.class).invoke(recording, "jdbi.statement");
    type.getMethod("start").invoke(recording);
    work.run();
    type.getMethod("dump", Path.class).invoke(recording, file);
    type.getMethod("close").invoke(recording);
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  private static String verifierOf(OrganizationChange creation) {
    return creation.keys().created().get(0).secrets().get(0).verifiers().get(0).encoded();
  }

  /** Work that is recorded. */
  @FunctionalInterface
  private interface Work {
    void run() throws SQLException;
  }

  private OrganizationChange creation() {
    Organization organization = samples.organization();
    return samples.creation(organization, samples.key(organization.id()));
  }
}
