package io.claviger.examples.saas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application on PostgreSQL: mvn -Pdatabases verify. */
@Tag("databases")
class PostgresTest {
  @Test
  void runsTwiceOnOneDatabase() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").start()) {
      String url = postgres.getJdbcUrl("postgres", "postgres");
      String token;
      try (var first = start(url)) {
        first.getBean(Tenants.class).signUp("Acme", "ann", "correct horse");
        TenantUser ann = first.getBean(Tenants.class).loadUserByUsername("ann");
        NewKey form = new NewKey("Export", NewKey.Access.REPORT_READER, "ann@example.com", "");
        TenantKeys keys = first.getBean(TenantKeys.class);
        token = keys.create(ann, form).privateKey().reveal();
        keys.revoke(ann, keys.create(ann, form).apiKey().id());
        assertEquals(1, keys.list(ann).size());
      }
      try (var second = start(url)) {
        int port = second.getEnvironment().getRequiredProperty("local.server.port", int.class);
        assertEquals("[]", new Client(port, token).get("/reports").body());
      }
    }
  }

  private static ConfigurableApplicationContext start(String url) {
    return SpringApplication.run(
        SaasApplication.class, "--server.port=0", "--spring.datasource.url=" + url);
  }
}
