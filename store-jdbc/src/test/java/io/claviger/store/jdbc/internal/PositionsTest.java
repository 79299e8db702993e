package io.claviger.store.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.spi.LookupOrganization;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.Ticker;
import io.claviger.store.jdbc.AutoCommit;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

final class PositionsTest {
  private static final String KEY = Row.columns("k", "id", "created_by_name");
  private static final String SECRET = Row.columns("s", "id", "verifiers");

  /** Of a look-up; fails where a column is not the next one. */
  private static final Positions IN_ORDER =
      table ->
          (result, column, likely) -> {
            Positions.OfTable its = LookupQuery.POSITIONS.of(table);
            int position = its.of(result, column, likely);
            assertEquals(its.of(result, "id", 0) + likely, position, table + "." + column);
            return position;
          };

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

  /** Otherwise each is looked for, which is right as well, and slow. */
  @Test
  void aLookUpReadsItsColumnsInTheirOrder() throws SQLException {
    Samples samples = new Samples();
    Organization organization = samples.organization();
    StoredApiKey key = samples.key(organization.id());
    try (EmbeddedDatabase database = EmbeddedDatabase.inMemory();
        Connection connection = database.connection()) {
      Jdbi jdbi = Jdbi.create(database.dataSource());
      JdbcStore store = new JdbcStore(jdbi, AutoCommit.ON, Ticker.system());
      assertTrue(store.commit(samples.creation(organization, key)));
      try (PreparedStatement select = connection.prepareStatement(LookupQuery.BY_PUBLIC_KEY)) {
        select.setString(1, key.key().publicKey().value());
        ResultSet row = select.executeQuery();
        assertTrue(row.next());
        assertEquals(
            LookupOrganization.of(organization), OrganizationTable.readLookup(row, IN_ORDER));
        assertEquals(
            new ApiKeyTable.FoundKey(key.key().id(), key.key().settings()),
            ApiKeyTable.readFound(row, IN_ORDER));
        assertEquals(
            LookupSecret.of(key.secrets().get(0)), SecretTable.readPlaced(row, IN_ORDER).secret());
      }
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
