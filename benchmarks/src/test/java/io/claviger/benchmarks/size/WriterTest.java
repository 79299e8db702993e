package io.claviger.benchmarks.size;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.spi.OrganizationChange;
import io.claviger.store.jdbc.Schema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Only what writes the same rows may be compared. */
final class WriterTest {
  private static final Dataset DATASET = Dataset.SMALL;

  @Test
  void bothWaysWriteTheSameRows() throws SQLException {
    Map<String, List<String>> ours = rowsOf(Writer.ofLibrary(), "ours");
    assertEquals(DATASET.keys(), ours.get("claviger_api_key").size());
    assertEquals(5 * DATASET.keys(), ours.get("claviger_usage").size());
    assertEquals(ours, rowsOf(new PlainJdbcWriter(), "theirs"));
  }

  private static Map<String, List<String>> rowsOf(Writer writer, String name) throws SQLException {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE");
    Schema.migrate(source);
    try (Connection connection = source.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(false);
      new DatasetGenerator(DATASET).make(piece -> write(writer, connection, piece));
      connection.commit();
      Map<String, List<String>> rows = new TreeMap<>();
      for (String table :
          List.of("organization", "api_key", "secret", "key_role", "usage", "audit_event")) {
        rows.put("claviger_" + table, rows(connection, "claviger_" + table));
      }
      return rows;
    }
  }

  private static void write(Writer writer, Connection connection, List<OrganizationChange> piece) {
    try {
      writer.write(connection, piece);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> rows(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select * from " + table)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.append(result.getString(i)).append('|');
        }
        rows.add(row.toString());
      }
      rows.sort(null);
      return rows;
    }
  }
}
