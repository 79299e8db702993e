package io.claviger.store.jdbc.databases;

import java.io.IOException;
import java.sql.SQLException;

/** A PostgreSQL primary and its standby, with a proxy between them. */
public final class PostgresPair implements AutoCloseable {
  private final PostgresNode primary;
  private final TcpProxy replication;
  private final PostgresNode standby;

  private PostgresPair(PostgresNode primary) throws IOException, SQLException {
    this.primary = primary;
    this.replication = new TcpProxy(primary.port());
    this.standby = primary.standby(replication.port());
  }

  /** Starts both. The primary does not wait for the standby. */
  public static PostgresPair start() throws IOException, SQLException {
    PostgresNode primary = PostgresNode.start();
    try {
      PostgresPair pair = new PostgresPair(primary);
      primary.await("select state from pg_stat_replication", "streaming");
      return pair;
    } catch (IOException | SQLException | RuntimeException e) {
      primary.close();
      throw e;
    }
  }

  /** From now on, the primary acknowledges no commit before the standby has it. */
  public void makeSynchronous() throws SQLException {
    primary.execute(
        "alter system set synchronous_standby_names = 'standby'", "select pg_reload_conf()");
    primary.await("select sync_state from pg_stat_replication", "sync");
  }

  public PostgresNode primary() {
    return primary;
  }

  public PostgresNode standby() {
    return standby;
  }

  /** Returns the connection between the two. */
  public TcpProxy replication() {
    return replication;
  }

  /** Waits until the standby has everything. */
  public void awaitCaughtUp() throws SQLException {
    primary.await("select pg_current_wal_lsn() = replay_lsn from pg_stat_replication", "t");
  }

  @Override
  public void close() {
    replication.close();
    standby.close();
    primary.close();
  }
}
