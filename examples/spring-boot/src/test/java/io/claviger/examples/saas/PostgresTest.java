package io.claviger.examples.saas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
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
        Tenants tenants = first.getBean(Tenants.class);
        TestKeys keys = new TestKeys(tenants, first.getBean(Claviger.class));
        token = keys.create(keys.signUp("ann"), "REPORT_READER").privateKey().reveal();
        keys.create(keys.signUp("ben"), "REPORT_READER");
        tenants.close("ben");
      }
      try (var second = start(url)) {
        int port = second.getEnvironment().getRequiredProperty("local.server.port", int.class);
        assertEquals("[]", new Client(port, token).get("/reports").body());
        assertTrue(second.getBean(Tenants.class).find("ben").isEmpty());
      }
    }
  }

  private static ConfigurableApplicationContext start(String url) {
    return SpringApplication.run(
        SaasApplication.class, "--server.port=0", "--spring.datasource.url=" + url);
  }
}
