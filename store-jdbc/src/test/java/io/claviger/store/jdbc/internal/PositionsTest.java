package io.claviger.store.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

final class PositionsTest {
  private static final String KEY = Row.columns("k", "id", "created_by_name");
  private static final String SECRET = Row.columns("s", "id", "verifiers");

  @Test
  void columnsAreWhereTheDriverFindsThem() throws SQLException {
    Positions known = Positions.inLists(KEY, SECRET);
    try (EmbeddedDatabase database = EmbeddedDatabase.inMemory();
        Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select "
                    + String.join(", ", KEY, SECRET)
                    + " from claviger_api_key k join claviger_secret s on s.key_id = k.id")) {
      assertSame(known, result, Table.API_KEY, "id");
      assertSame(known, result, Table.API_KEY, "created_by_name");
      assertSame(known, result, Table.SECRET, "id");
      assertSame(known, result, Table.SECRET, "verifiers");
      assertThrows(
          IllegalArgumentException.class, () -> known.of(Table.SECRET).of(result, "position", 0));
      assertThrows(
          IllegalArgumentException.class, () -> known.of(Table.ORGANIZATION).of(result, "id", 0));
    }
  }

  @Test
  void aColumnOfNoTableIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Positions.inLists("x.id as x_id"));
  }

  @Test
  void columnsOfATableAreBesideEachOther() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Positions.inLists(KEY, SECRET, Row.columns("k", "labels")));
  }

  private static void assertSame(Positions known, ResultSet result, Table table, String column)
      throws SQLException {
    int expected = Positions.BY_LABEL.of(table).of(result, column, 0);
    for (int likely = 0; likely < 4; likely++) {
      assertEquals(expected, known.of(table).of(result, column, likely));
    }
  }
}
