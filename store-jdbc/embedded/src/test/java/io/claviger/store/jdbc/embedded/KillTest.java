package io.claviger.store.jdbc.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventQuery;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.Samples;
import io.claviger.testing.process.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A killed process loses no acknowledged change, and leaves none half made. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KillTest {
  private static final int[] KILL_AFTER = {1, 17, 60, 300};

  private final Map<OrganizationId, OrganizationSnapshot> expected = new HashMap<>();
  @TempDir Path folder;

  @Test
  void whatWasConfirmedIsThere() throws Exception {
    Path file = folder.resolve("keys");
    for (int round = 0; round < KILL_AFTER.length; round++) {
      int confirmed = writeAndKill(file, round, KILL_AFTER[round]);
      try (EmbeddedApiKeyStore store = EmbeddedApiKeyStore.open(file)) {
        assertWhole(store, new WriterScript(new Samples(), round), confirmed);
        expected.forEach(
            (id, facts) ->
                assertEquals(facts, store.read(id, facts.keys().keySet()).orElseThrow()));
      }
      assertNoHalfKeys(file);
    }
  }

  /** Returns how many changes were acknowledged. */
  private static int writeAndKill(Path file, int round, int killAfter)
      throws IOException, InterruptedException {
    Process writer = ChildJvm.start(KilledWriter.class, file.toString(), Integer.toString(round));
    try (BufferedReader lines = writer.inputReader(StandardCharsets.US_ASCII)) {
      int confirmed = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith(".")) {
          confirmed++;
        }
        if (confirmed == killAfter) {
          // Not by the process itself, which would close the stream with what is still in it.
          writer.toHandle().destroyForcibly();
        }
      }
      assertTrue(confirmed >= killAfter, "the writer ended after " + confirmed + " changes");
      return confirmed;
    } finally {
      writer.destroyForcibly();
      assertTrue(writer.waitFor(10, TimeUnit.SECONDS));
    }
  }

  /** Asserts that the acknowledged changes are there, and at most the running one besides. */
  private void assertWhole(EmbeddedApiKeyStore store, WriterScript script, int confirmed) {
    Map<ApiKeyId, StoredApiKey> keys = new HashMap<>();
    List<AuditEvent> newest = new ArrayList<>();
    Organization organization = null;
    for (int i = 0; i <= confirmed; i++) {
      OrganizationChange change = script.next();
      if (i < confirmed || isMade(store, change)) {
        change.keys().created().forEach(key -> keys.put(key.key().id(), key));
        newest.addAll(0, change.events());
        organization = change.organization();
      }
    }
    OrganizationSnapshot facts = new OrganizationSnapshot(organization, keys, EventChain.none());
    assertEquals(facts, store.read(organization.id(), keys.keySet()).orElseThrow());
    assertEquals(newest, store.events(EventQuery.newest(organization.id(), confirmed + 10)));
    expected.put(organization.id(), facts);
  }

  private static boolean isMade(EmbeddedApiKeyStore store, OrganizationChange change) {
    OrganizationId id = change.organization().id();
    Map<OrganizationId, OrganizationVersion> revisions = store.revisions(Set.of(id));
    return revisions.containsValue(OrganizationVersion.of(change.organization().revision()));
  }

  private static void assertNoHalfKeys(Path file) throws SQLException {
    String counts =
        """
        select (select count(*) from claviger_api_key), (select count(*) from claviger_secret),
               (select count(*) from claviger_key_role), (select count(*) from claviger_usage) / 2,
               (select count(*) from claviger_audit_event)
        """;
    try (Connection connection = DriverManager.getConnection("jdbc:h2:async:" + file);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(counts)) {
      assertTrue(result.next());
      for (int i = 2; i <= 5; i++) {
        assertEquals(result.getInt(1), result.getInt(i));
      }
    }
  }
}
