package io.claviger.store.jdbc.databases;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;

/** Databases in the memory of this process, which other processes reach by a port. */
public final class H2Server implements TestServer {
  private final H2InMemory databases = new H2InMemory();
  private final Server server;

  private H2Server(Server server) {
    this.server = server;
  }

  /** Starts it on a free port of the loopback interface. */
  public static H2Server start() throws SQLException {
    return new H2Server(Server.createTcpServer("-tcpPort", "0", "-tcpDaemon").start());
  }

  @Override
  public DataSource freshDatabase() throws SQLException {
    JdbcDataSource local = (JdbcDataSource) databases.freshDatabase();
    // The server opens only a database that is there.
    local.getConnection().close();
    JdbcDataSource database = new JdbcDataSource();
    database.setURL(
        local.getURL().replace("h2:mem:", "h2:tcp://127.0.0.1:" + server.getPort() + "/mem:"));
    return database;
  }

  @Override
  public void close() {
    databases.close();
    server.stop();
  }
}
