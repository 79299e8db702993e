package io.claviger.store.jdbc.databases;

import java.io.IOException;

/** A server that a test kills, and starts again on the same data and port. */
public interface KillableServer extends TestServer {
  /** Starts a server that no other test uses. */
  static KillableServer start(TestDatabase database) throws IOException {
    return switch (database) {
      case POSTGRES_18 -> PostgresNode.start();
      case MARIADB -> MariaDbServer.start();
      case MYSQL -> MySqlServer.start();
      default -> throw new IllegalArgumentException(database + " cannot be killed");
    };
  }

  /** Kills all of its processes (kill -9), and returns when they are gone. */
  void kill();

  /** Starts it after {@link #kill}. */
  void restart() throws IOException;
}
