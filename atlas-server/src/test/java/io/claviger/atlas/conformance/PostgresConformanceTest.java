package io.claviger.atlas.conformance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

@Tag("databases")
final class PostgresConformanceTest extends ConformanceSuite {
  private EmbeddedPostgres postgres;

  @Override
  String[] store() throws IOException {
    // The store refuses to run where a commit may be lost.
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("synchronous_commit", "on")
            .setPGStartupWait(Duration.ofMinutes(1))
            .start();
    return new String[] {
      "--store", "postgresql", "--url", postgres.getJdbcUrl("postgres", "postgres")
    };
  }

  @Override
  void stopStore() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }
}
