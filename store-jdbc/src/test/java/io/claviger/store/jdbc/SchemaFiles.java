package io.claviger.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.store.jdbc.databases.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The files of the schema, found and split as an application's tool does it. */
final class SchemaFiles {
  private static final String SCHEMA = "META-INF/claviger/schema/";

  private static final String FIRST = "V1__api_keys.sql";
  private static final List<String> LATER =
      List.of(
          "V2__values.sql",
          "V3__events_of_a_key.sql",
          "V4__all_organizations.sql",
          "V5__macs_of_events.sql",
          "V6__rate_limits.sql",
          "V7__chains_and_limits.sql",
          "V8__kinds_and_ended_tokens.sql",
          "V9__change_feed.sql");

  private SchemaFiles() {}

  static int count() {
    return 1 + LATER.size();
  }

  /** Returns where Flyway finds the files of this database. */
  static String location(TestDatabase database) {
    return "classpath:" + SCHEMA + folder(database);
  }

  /** Returns the statements of all files, in order. */
  static List<String> statements(TestDatabase database) throws IOException {
    List<String> all = new ArrayList<>(firstStatements(database));
    for (String name : LATER) {
      all.addAll(statements(database, name));
    }
    return all;
  }

  /** Returns the statements of version 1 alone. */
  static List<String> firstStatements(TestDatabase database) throws IOException {
    return statements(database, FIRST);
  }

  private static List<String> statements(TestDatabase database, String name) throws IOException {
    String sql = new String(bytes(folder(database) + "/" + name), UTF_8);
    return List.of(sql.split(";\n"));
  }

  /** Returns the content of a file, named by its path below the folder of the schema. */
  static byte[] bytes(String path) throws IOException {
    try (InputStream file = ClassLoader.getSystemResourceAsStream(SCHEMA + path)) {
      return Objects.requireNonNull(file, path).readAllBytes();
    }
  }

  private static String folder(TestDatabase database) {
    return switch (database) {
      case H2 -> "h2";
      case POSTGRES_14, POSTGRES_18, PGBOUNCER -> "postgresql";
      case MARIADB -> "mariadb";
      case MYSQL -> "mysql";
    };
  }
}
