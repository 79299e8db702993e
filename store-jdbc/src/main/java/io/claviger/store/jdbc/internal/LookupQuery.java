package io.claviger.store.jdbc.internal;

import io.claviger.model.PublicKey;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupOrganization;
import io.claviger.spi.LookupSecret;
import io.claviger.store.jdbc.internal.SecretTable.PlacedSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The read that a request waits for: what it needs of a key, of its organization and of its
 * secrets, in one statement and so one snapshot. No column more, since each takes time.
 */
final class LookupQuery {
  private static final String COLUMNS =
      String.join(
          ", ",
          OrganizationTable.LOOKUP_COLUMNS,
          ApiKeyTable.LOOKUP_COLUMNS,
          SecretTable.LOOKUP_COLUMNS);

  static final Positions POSITIONS = Positions.inLists(COLUMNS);

  /** In no order and without labels, which would cost the database more than they do here. */
  static final String BY_PUBLIC_KEY =
      "select "
          + COLUMNS.replaceAll(" as \\w+", "")
          + """
           from claviger_api_key k
           join claviger_organization o on o.id = k.organization_id
           left join claviger_secret s on s.key_id = k.id
          where k.public_key = ? and o.state = 'active'
          """;

  private static final Comparator<PlacedSecret> BY_POSITION =
      Comparator.comparingInt(PlacedSecret::position);

  private LookupQuery() {}

  static Optional<KeyLookup> byPublicKey(Session session, PublicKey publicKey) throws SQLException {
    return new Sql(session, BY_PUBLIC_KEY)
        .bind(publicKey.value())
        .first(rows -> lookup(rows, publicKey));
  }

  /**
   * Its organization is the one that was joined, its public half the one that was asked for: of
   * 0-9a-z both, which every collation that {@code check()} passes tells apart.
   */
  private static KeyLookup lookup(ResultSet rows, PublicKey publicKey) throws SQLException {
    LookupOrganization organization = OrganizationTable.readLookup(rows, POSITIONS);
    ApiKeyTable.FoundKey key = ApiKeyTable.readFound(rows, POSITIONS);
    return KeyLookup.of(organization, key.id(), publicKey, key.settings(), secrets(rows));
  }

  /** From the present row on. */
  private static List<LookupSecret> secrets(ResultSet rows) throws SQLException {
    if (Row.isAbsent(rows, POSITIONS, Table.SECRET)) {
      return List.of();
    }
    PlacedSecret first = SecretTable.readPlaced(rows, POSITIONS);
    return rows.next() ? inOrder(first, rows) : List.of(first.secret());
  }

  private static List<LookupSecret> inOrder(PlacedSecret first, ResultSet rows)
      throws SQLException {
    List<PlacedSecret> all = new ArrayList<>(List.of(first));
    do {
      all.add(SecretTable.readPlaced(rows, POSITIONS));
    } while (rows.next());
    return all.stream().sorted(BY_POSITION).map(PlacedSecret::secret).toList();
  }
}
