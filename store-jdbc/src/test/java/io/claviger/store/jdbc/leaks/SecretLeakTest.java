package io.claviger.store.jdbc.leaks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.store.jdbc.EachDatabase;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whoever reads all that the library, jdbi, HikariCP and the drivers say, at their lowest levels,
 * finds no private key, no H(A1) and no pepper. A verifier is found in the traces of the drivers
 * only, which show every value that is sent: a host that switches one on decides to see them.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SecretLeakTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  /** Those of PostgreSQL's and MariaDB's drivers have levels of their own; H2's is one file. */
  private static final Pattern TRACE =
      Pattern.compile("(org\\.postgresql|org\\.mariadb)\\..* FINE(R|ST)?|h2database .*");

  /** What there was to be read. */
  private static final Set<String> EXPECTED =
      Set.of(
          "com.zaxxer.hikari.pool.PoolBase FINE",
          "com.zaxxer.hikari.pool.ProxyConnection WARNING",
          "org.jdbi.v3.core.Handle FINEST",
          "a standard stream",
          "a thread",
          text("model.AuditEvent"),
          text("Claviger"),
          text("Claviger$Builder"),
          text("ClavigerMetrics"),
          text("model.ContentionException"),
          text("model.CreatedOrganization"),
          text("model.InvalidValueException"),
          text("model.IssuedApiKey"),
          text("model.NotFoundException"),
          text("Peppers"),
          text("model.RuleViolationException"),
          text("model.StaleRevisionException"),
          text("model.StoreException"),
          text("access.AccessResult$Forbidden"),
          text("access.AccessResult$Granted"),
          text("access.AccessResult$Unauthenticated"),
          text("access.AccessResult$Unavailable"),
          text("access.Credential$Malformed"),
          text("access.Credential$Missing"),
          text("access.Credential$Pair"),
          text("access.Rejected"),
          text("access.Authenticated"),
          text("access.Caller$Key"),
          text("spi.OrganizationSnapshot"),
          text("spi.KeyLookup"),
          text("spi.NamedValue"),
          text("spi.OrganizationChange"),
          text("spi.Verifier"),
          text("store.cache.CacheMetrics"),
          text("store.cache.KeyCache"),
          text("store.jdbc.internal.JdbcStore"));

  private final Servers servers;

  SecretLeakTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase(except = TestDatabase.POSTGRES_14)
  void nothingTellsASecret(TestDatabase database) throws Exception {
    Run run = Run.on(database, tracing(servers.freshDatabase(database)));
    Secrets secrets = run.host().secrets();
    Secrets verifiers = run.host().verifiers();

    assertTrue(run.host().issued().size() > 20, "there was something to find");
    assertTrue(
        run.host().issued().stream()
            .allMatch(key -> secrets.in(key.privateKey().reveal()).isPresent()),
        "it looks right");
    assertEquals(Set.of(), missing(run));

    Predicate<String> traces = TRACE.asMatchPredicate();
    assertEquals(Set.of(), told(secrets, run, where -> true));
    assertEquals(Set.of(), told(verifiers, run, traces.negate()));
    assertFalse(told(verifiers, run, traces).isEmpty(), "the lowest level was heard");
  }

  private static DataSource tracing(DataSource database) throws SQLException {
    if (database instanceof JdbcDataSource h2) {
      h2.setURL(h2.getURL() + ";TRACE_LEVEL_FILE=4");
    }
    return database;
  }

  private static Set<String> missing(Run run) {
    Set<String> missing = new TreeSet<>(EXPECTED);
    run.said().forEach(said -> missing.remove(said.where()));
    return missing;
  }

  /** Where something was told, and what; never the text itself. */
  private static Set<String> told(Secrets secrets, Run run, Predicate<String> where) {
    return run.said().stream()
        .filter(said -> where.test(said.where()))
        .flatMap(said -> secrets.in(said.text()).map(what -> said.where() + ": " + what).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(String type) {
    return "the text of io.claviger." + type;
  }
}
