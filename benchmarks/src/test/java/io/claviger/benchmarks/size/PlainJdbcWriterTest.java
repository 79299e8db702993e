package io.claviger.benchmarks.size;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.benchmarks.database.PlainJdbcWriter;
import io.claviger.benchmarks.keys.Seed;
import io.claviger.spi.store.OrganizationChange;
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
final class PlainJdbcWriterTest {
  @Test
  void bothWaysWriteTheSameRows() throws SQLException {
    Map<String, List<String>> ours = rowsOf(SeededDatabase::writeByLibrary, "ours");
    assertEquals(27, ours.get("claviger_api_key").size());
    assertEquals(5 * 27, ours.get("claviger_usage").size());
    assertEquals(ours, rowsOf(PlainJdbcWriter::write, "theirs"));
  }

  /** An organization that grows, and two new ones. */
  private static List<List<OrganizationChange>> pieces() {
    Seed seed = new Seed("sha256", Dataset::settings);
    OrganizationChange first = seed.organization(4).creation();
    OrganizationChange growth = seed.growth(first.organization(), 5);
    List<OrganizationChange> others =
        List.of(seed.organization(9).creation(), seed.organization(9).creation());
    return List.of(List.of(first), List.of(growth), others);
  }

  /** One of the compared ways. */
  @FunctionalInterface
  private interface Writer {
    void write(Connection connection, List<OrganizationChange> piece) throws SQLException;
  }

  private static Map<String, List<String>> rowsOf(Writer writer, String name) throws SQLException {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE");
    Schema.migrate(source);
    try (Connection connection = source.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(false);
      for (List<OrganizationChange> piece : pieces()) {
        writer.write(connection, piece);
      }
      connection.commit();
      Map<String, List<String>> rows = new TreeMap<>();
      for (String table :
          List.of("organization", "api_key", "secret", "key_role", "usage", "audit_event")) {
        rows.put("claviger_" + table, rows(connection, "claviger_" + table));
      }
      return rows;
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
