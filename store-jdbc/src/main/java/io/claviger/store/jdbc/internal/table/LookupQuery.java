package io.claviger.store.jdbc.internal.table;

import io.claviger.model.PublicKey;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupOrganization;
import io.claviger.spi.store.LookupSecret;
import io.claviger.store.jdbc.internal.sql.Session;
import io.claviger.store.jdbc.internal.table.SecretTable.PlacedSecret;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The read that a request waits for. It reads the needed columns of a key, of its organization and
 * of its secrets in one statement, and so in one snapshot. Each further column would take time. It
 * runs without jdbi, which takes longer to make a statement than a driver to send it.
 */
public final class LookupQuery {
  /** Has no order, which would cost the database more than sorting the few secrets does here. */
  static final String BY_PUBLIC_KEY =
      "select "
          + String.join(
              ", ",
              OrganizationTable.LOOKUP_COLUMNS,
              ApiKeyTable.LOOKUP_COLUMNS,
              SecretTable.LOOKUP_COLUMNS)
          + """
           from claviger_api_key k
           join claviger_organization o on o.id = k.organization_id
           left join claviger_secret s on s.key_id = k.id
          where k.public_key = ? and o.state = 'active'
          """;

  /** The first column of the key, after six of the organization. */
  private static final int KEY = 7;

  /** The first column of the secret, after nine of the key. */
  private static final int SECRET = 16;

  private LookupQuery() {}

  public static Optional<KeyLookup> byPublicKey(Session session, PublicKey publicKey)
      throws SQLException {
    try (PreparedStatement select = session.connection().prepareStatement(BY_PUBLIC_KEY)) {
      select.setString(1, publicKey.value());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(lookup(rows, publicKey)) : Optional.empty();
      }
    }
  }

  /**
   * Its organization is the one that was joined, its public half the one that was asked for: both
   * consist of 0-9a-z, which every collation that {@code check()} accepts distinguishes.
   */
  private static KeyLookup lookup(ResultSet rows, PublicKey publicKey) throws SQLException {
    LookupOrganization organization = OrganizationTable.readLookup(rows);
    ApiKeyTable.FoundKey key = ApiKeyTable.readLookup(rows, KEY);
    return KeyLookup.of(organization, key.id(), publicKey, key.settings(), secrets(rows))
        .withKind(key.kind());
  }

  /** Reads the secrets from the present row on. */
  private static List<LookupSecret> secrets(ResultSet rows) throws SQLException {
    if (rows.getString(SECRET) == null) {
      return List.of();
    }
    PlacedSecret first = SecretTable.readLookup(rows, SECRET);
    return rows.next() ? inOrder(first, rows) : List.of(first.secret());
  }

  private static List<LookupSecret> inOrder(PlacedSecret first, ResultSet rows)
      throws SQLException {
    List<PlacedSecret> all = new ArrayList<>(List.of(first));
    do {
      all.add(SecretTable.readLookup(rows, SECRET));
    } while (rows.next());
    all.sort(Comparator.comparingInt(PlacedSecret::position));
    return all.stream().map(PlacedSecret::secret).toList();
  }
}
