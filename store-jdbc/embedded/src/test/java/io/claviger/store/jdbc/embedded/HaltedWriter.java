package io.claviger.store.jdbc.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/**
 * Commits so many rows, then ends like a process that is killed. Space in the file is used again at
 * once, which otherwise happens after the first 45 seconds of a database.
 */
public final class HaltedWriter {
  private HaltedWriter() {}

  /** Takes the database file and how many commits. */
  public static void main(String[] arguments) throws Exception {
    String url = EmbeddedDatabase.url(Path.of(arguments[0])) + ";RETENTION_TIME=0";
    Connection connection = DriverManager.getConnection(url);
    Statement statement = connection.createStatement();
    statement.execute("create table if not exists confirmed (id int primary key)");
    for (int i = 1; i <= Integer.parseInt(arguments[1]); i++) {
      statement.executeUpdate("insert into confirmed values (" + i + ")");
    }
    Runtime.getRuntime().halt(0);
  }
}
