package io.claviger.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.Connections;
import io.claviger.store.jdbc.databases.LogRecorder;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Searches all that the library, jdbi, HikariCP and the drivers log at their finest level, and the
 * texts of results and exceptions, for each private key, verifier and pepper.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SecretLeakTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  /** Traces of these drivers show every value that is sent; the log of a server quotes rows. */
  private static final Predicate<String> TRACE =
      Pattern.compile(
              "^((org\\.postgresql|org\\.mariadb|com\\.mysql)\\.\\S* FINE(R|ST)? |io\\.zonky\\.)")
          .asPredicate();

  private final Servers servers;
  private final Set<String> secrets = new TreeSet<>();
  private final Set<String> verifiers = new TreeSet<>();

  SecretLeakTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void nothingSaysASecret(TestDatabase database) throws Exception {
    DataSource direct = servers.freshDatabase(database);
    HikariConfig config = new HikariConfig();
    config.setDataSource(direct);
    config.setMaximumPoolSize(2);
    try (LogRecorder log = LogRecorder.start()) {
      try (HikariDataSource pool = new HikariDataSource(config)) {
        run(pool, log);
      }
      List<String> said = log.lines();
      assertTrue(said.stream().anyMatch(line -> line.startsWith("com.zaxxer.hikari")), "it logs");
      assertFalse(verifiers.isEmpty());
      for (String line : said) {
        secrets.forEach(secret -> assertFalse(line.contains(secret), line));
        if (!TRACE.test(line)) {
          verifiers.forEach(verifier -> assertFalse(line.contains(verifier), line));
        }
      }
    }
  }

  private void run(HikariDataSource pool, LogRecorder log) throws Exception {
    Schema.migrate(pool);
    byte[] pepper = new byte[32];
    new SecureRandom().nextBytes(pepper);
    addForms(pepper);
    Claviger.Builder builder =
        Claviger.builder(new Listening(new JdbcApiKeyStore(pool))).peppers(Peppers.of(1, pepper));
    try (Claviger claviger = builder.build()) {
      ApiKeys keys = claviger.actingAs(Caller.application("setup"));
      CreatedOrganization created = keys.createOrganization(NewOrganization.named("Acme"));
      OrganizationId id = created.organization().id();
      IssuedApiKey first = issued(created.firstKey(), log);
      IssuedApiKey key = issued(keys.create(id, NewApiKey.of("a member", Role.ORG_MEMBER)), log);
      Credential pair = Credential.pair(key.apiKey().publicKey(), key.privateKey());
      log.add("credential", pair);
      log.add(
          "authentication",
          assertInstanceOf(Authenticated.class, claviger.authenticator().authenticate(pair)));
      issued(keys.rotate(id, key.apiKey().id(), GracePeriod.none()), log);
      refuseNewSecrets(pool);
      refused(log, () -> keys.create(id, NewApiKey.of("refused", Role.ORG_MEMBER)));
      refused(log, () -> keys.rotate(id, first.apiKey().id(), GracePeriod.untilDeleted()));
    }
  }

  private static void refuseNewSecrets(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      String newest = Connections.first(connection, "select max(created_at) from claviger_secret");
      Connections.execute(
          connection,
          "alter table claviger_secret add constraint refusing check (created_at <= "
              + newest
              + ")");
    }
  }

  private IssuedApiKey issued(IssuedApiKey key, LogRecorder log) {
    addForms(key.privateKey().reveal().getBytes(UTF_8));
    secrets.add(key.privateKey().reveal());
    log.add("key", key + " " + key.apiKey() + " " + key.privateKey());
    return key;
  }

  private static void refused(LogRecorder log, Runnable call) {
    StoreException refusal = assertThrows(StoreException.class, call::run);
    log.add("refusal", LogRecorder.text(refusal));
  }

  private void addForms(byte[] secret) {
    secrets.add(HexFormat.of().formatHex(secret));
    secrets.add(Base64.getEncoder().withoutPadding().encodeToString(secret));
  }

  /** Learns the verifiers of each change, also of one that is refused. */
  private final class Listening extends ForwardingApiKeyStore {
    Listening(JdbcApiKeyStore store) {
      super(store);
    }

    @Override
    protected boolean commit(ChangeStore to, OrganizationChange change) {
      Stream.concat(
              change.keys().created().stream().map(StoredApiKey::secrets),
              change.keys().secrets().values().stream())
          .flatMap(List::stream)
          .flatMap(secret -> secret.verifiers().stream())
          .map(verifier -> verifier.encoded())
          .forEach(encoded -> verifiers.add(encoded.substring(encoded.lastIndexOf('$') + 1)));
      return super.commit(to, change);
    }
  }
}
