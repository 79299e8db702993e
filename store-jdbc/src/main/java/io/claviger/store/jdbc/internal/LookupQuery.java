package io.claviger.store.jdbc.internal;

import io.claviger.ApiKeyId;
import io.claviger.Organization;
import io.claviger.PublicKey;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredSecret;
import io.claviger.store.jdbc.internal.ApiKeyTable.KeyRow;
import io.claviger.store.jdbc.internal.SecretTable.SecretRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The read that a request waits for: a key with its organization and its secrets, in one statement
 * and so one snapshot.
 */
final class LookupQuery {
  private static final String COLUMNS =
      String.join(
          ", ",
          OrganizationTable.COLUMNS,
          ApiKeyTable.COLUMNS,
          SecretTable.COLUMNS,
          SecretTable.POSITION);

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

  private static final Comparator<SecretRow> BY_POSITION =
      Comparator.comparingInt(SecretRow::position);

  private LookupQuery() {}

  static Optional<KeyLookup> byPublicKey(Session session, PublicKey publicKey) throws SQLException {
    return new Sql(session, BY_PUBLIC_KEY).bind(publicKey.value()).first(LookupQuery::lookup);
  }

  private static KeyLookup lookup(ResultSet rows) throws SQLException {
    Organization organization = OrganizationTable.read(rows, POSITIONS);
    KeyRow key = ApiKeyTable.read(rows, POSITIONS);
    List<StoredSecret> secrets = secrets(rows, key.identity().id());
    return KeyLookup.of(organization, KeyQueries.stored(key, secrets));
  }

  /** From the present row on. */
  private static List<StoredSecret> secrets(ResultSet rows, ApiKeyId key) throws SQLException {
    List<SecretRow> secrets = new ArrayList<>();
    if (!Row.isAbsent(rows, POSITIONS, Table.SECRET)) {
      do {
        secrets.add(SecretTable.readRow(rows, POSITIONS, key));
      } while (rows.next());
    }
    secrets.sort(BY_POSITION);
    List<StoredSecret> inOrder = new ArrayList<>(secrets.size());
    secrets.forEach(row -> inOrder.add(row.secret()));
    return inOrder;
  }
}
