package io.claviger.store.jdbc.databases;

import java.io.IOException;
import java.util.Optional;

/** What the store is tested on. */
public enum TestDatabase {
  H2 {
    @Override
    TestServer start() {
      return new H2InMemory();
    }
  },
  POSTGRES_18 {
    @Override
    TestServer start() throws IOException {
      return PostgresServer.current();
    }
  },
  POSTGRES_14 {
    @Override
    Optional<String> missing() {
      return PostgresServer.hasOlder()
          ? Optional.empty()
          : Optional.of("PostgreSQL 14 comes with the profile databases");
    }

    @Override
    TestServer start() throws IOException {
      return PostgresServer.older();
    }
  },
  MARIADB {
    @Override
    Optional<String> missing() {
      return MariaDbServer.isInstalled()
          ? Optional.empty()
          : Optional.of("MariaDB is not installed; install the package mariadb-server");
    }

    @Override
    TestServer start() throws IOException {
      return MariaDbServer.start();
    }
  };

  /** Why it cannot be started here. */
  Optional<String> missing() {
    return Optional.empty();
  }

  abstract TestServer start() throws IOException;
}
