package io.claviger.store.jdbc.databases;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** The databases of the tests. */
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
  },
  /** Left out where it was not fetched, since the suite that has it may lack it for a while. */
  MYSQL {
    @Override
    public boolean isTested() {
      return super.isTested() && MySqlServer.isInstalled();
    }

    @Override
    Optional<String> missing() {
      return MySqlServer.isInstalled()
          ? Optional.empty()
          : Optional.of("MySQL was not fetched; run store-jdbc/src/test/mysql/install");
    }

    @Override
    TestServer start() throws IOException {
      return MySqlServer.start();
    }
  },
  /** PostgreSQL 18 behind a pooler; only for tests that name it. */
  PGBOUNCER {
    @Override
    Optional<String> missing() {
      return PgBouncer.isInstalled()
          ? Optional.empty()
          : Optional.of("PgBouncer is not installed; install the package pgbouncer");
    }

    @Override
    TestServer start() throws IOException {
      return PooledPostgres.start();
    }
  };

  /** Set by the profile {@code databases}, whose tests fail where a database is missing. */
  private static final String ALL = "claviger.databases.required";

  /** Returns the databases that this build tests. */
  public static Stream<TestDatabase> tested() {
    return Stream.of(values()).filter(each -> each != PGBOUNCER && each.isTested());
  }

  /** Returns whether this build tests it: these two always, the others with that profile. */
  public boolean isTested() {
    return this == H2 || this == POSTGRES_18 || Boolean.getBoolean(ALL);
  }

  /** Returns whether it is one of the two that share most of their statements. */
  public boolean isMariaDbOrMySql() {
    return this == MARIADB || this == MYSQL;
  }

  /** Returns why it cannot be started here. */
  Optional<String> missing() {
    return Optional.empty();
  }

  abstract TestServer start() throws IOException;
}
