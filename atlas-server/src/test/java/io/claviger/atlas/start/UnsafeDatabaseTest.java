package io.claviger.atlas.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server looks at its database before it tells a key. */
@Tag("processes")
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class UnsafeDatabaseTest {
  @TempDir Path data;

  @Test
  void oneThatMayLoseCommitsEndsIt() throws Exception {
    EmbeddedPostgres.Builder options =
        EmbeddedPostgres.builder()
            .setServerConfig("synchronous_commit", "off")
            .setPGStartupWait(Duration.ofMinutes(1));
    try (EmbeddedPostgres postgres = options.start()) {
      String url = postgres.getJdbcUrl("postgres", "postgres");
      ServerProcess.Failed failed = ServerProcess.fail(data, "--store", "postgresql", "--url", url);
      assertEquals(1, failed.code());
      assertTrue(failed.errors().contains("synchronous_commit is off"), failed.errors());
    }
  }
}
