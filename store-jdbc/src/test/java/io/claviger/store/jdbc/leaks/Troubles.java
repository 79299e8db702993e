package io.claviger.store.jdbc.leaks;

import io.claviger.Claviger;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Errors of the database while a secret is on its way to it. */
final class Troubles {
  private final Sabotage sabotage;
  private final Host host;
  private final Prints prints;
  private final Management management;

  Troubles(Sabotage sabotage, Host host, Management management) {
    this.sabotage = sabotage;
    this.host = host;
    this.prints = host.prints();
    this.management = management;
  }

  /** Those that are over at once. */
  void all() throws SQLException {
    killedConnections();
    refusedRow();
    missingTable();
    damagedRow();
  }

  /** Before the row of a secret is written, afterwards, and while the change is made to last. */
  private void killedConnections() {
    IssuedApiKey key = management.create();
    for (String moment : List.of("into claviger_secret", "into claviger_audit_event", "commit")) {
      sabotage.killAt(moment);
      prints.lookAt(management::create);
    }
    sabotage.killAt("update claviger_secret");
    prints.lookAt(() -> management.rotate(key, GracePeriod.untilDeleted()));
  }

  /** Others hold the row of a secret: of a change, which takes two seconds, and of a joined one. */
  void lockTimeouts() throws SQLException {
    IssuedApiKey key = management.create();
    try (Connection holder =
        sabotage.hold("update claviger_secret set hint = 'held'" + rowOf(key))) {
      prints.lookAt(() -> management.rotate(key, GracePeriod.untilDeleted()));
      joined(key);
      holder.rollback();
    }
  }

  /** In a transaction of the host's, which does not wait for long. */
  private void joined(IssuedApiKey key) throws SQLException {
    try (Connection connection = host.connection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      sabotage.makeImpatient(connection);
      Claviger claviger = prints.look(Claviger.of(JdbcApiKeyStore.within(connection)));
      prints.lookAt(
          () ->
              claviger
                  .actingAs(host.caller())
                  .rotate(
                      key.apiKey().organization(), key.apiKey().id(), GracePeriod.untilDeleted()));
      connection.rollback();
    }
  }

  /** The database refuses the row, and says in its own words which one. */
  private void refusedRow() throws SQLException {
    IssuedApiKey key = management.create();
    host.advance(Duration.ofSeconds(1));
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, host.now());
    sabotage.execute(
        "alter table claviger_secret add constraint refusing check (created_at <> " + now + ")");
    prints.lookAt(management::create);
    prints.lookAt(() -> management.rotate(key, GracePeriod.untilDeleted()));
    sabotage.execute("alter table claviger_secret drop constraint refusing");
  }

  private void missingTable() throws SQLException {
    IssuedApiKey key = management.create();
    sabotage.execute("alter table claviger_secret rename to elsewhere");
    prints.lookAt(management::create);
    prints.lookAt(() -> management.rotate(key, GracePeriod.untilDeleted()));
    sabotage.execute("alter table elsewhere rename to claviger_secret");
  }

  private void damagedRow() throws SQLException {
    IssuedApiKey key = management.create();
    sabotage.execute("update claviger_secret set verifiers = concat(verifiers, ' x')" + rowOf(key));
    prints.lookAt(() -> management.rotate(key, GracePeriod.untilDeleted()));
  }

  private static String rowOf(IssuedApiKey key) {
    return " where id = '" + key.secretId() + "'";
  }
}
