package io.claviger.store.jdbc.internal;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Deletes keys with all rows of other tables that belong to them, 100 keys with one statement. One
 * statement may take 3 seconds, and each entry of a whitelist and each role has a row that goes
 * with its key: with 200 entries for each key, as many as there may be by default, these are 20,000
 * rows. A key that has a good deal more is deleted alone. A key with 50,000 entries was deleted on
 * each database, one with 200,000 took too long on H2. Keys go in the order of ids, as usage is
 * locked.
 */
final class KeyDeletion {
  /**
   * A key that is there; a large one has whitelists and roles of more than {@link #LARGE} bytes.
   */
  private record Found(String id, boolean large) {}

  /** About what 200 entries take at most, or 2,000 of the shortest. */
  private static final int LARGE = 20_000;

  private static final int MOST_KEYS = 100;

  private static final String SELECT =
      "select id, octet_length(whitelist) + octet_length(roles) from claviger_api_key";

  static final String AMONG = SELECT + " k where" + ApiKeyTable.AMONG_KEYS + " order by id";

  static final String SOME =
      SELECT
          + MariaDbDialect.BY_ORGANIZATION
          + "where organization_id = ? and id > ?"
          + (" order by organization_id, id limit " + MOST_KEYS);

  /** Of keys that were found in the same transaction, and so are of the organization. */
  static final String DELETE =
      MariaDbDialect.deleteByPrimaryKey("claviger_api_key") + "where id in (<keys>)";

  private final Session session;
  private final OrganizationId organization;

  KeyDeletion(Session session, OrganizationId organization) {
    this.session = session;
    this.organization = organization;
  }

  /** Throws if one of the keys is not there. */
  void delete(Collection<ApiKeyId> keys) throws SQLException {
    for (List<String> chunk : Chunks.of(keys, ApiKeyId::value, MOST_KEYS)) {
      List<Found> found =
          new Sql(session, AMONG)
              .bindList(chunk)
              .bind(organization.value())
              .list(KeyDeletion::found);
      MissingKeys.require(found.size() == chunk.size(), chunk);
      delete(found);
    }
  }

  /**
   * Deletes all keys of the organization. Each statement begins behind the last key of the one
   * before, since a database steps over what is deleted and not committed.
   */
  void deleteAll() throws SQLException {
    List<Found> some = some("");
    while (!some.isEmpty()) {
      delete(some);
      some = some(some.get(some.size() - 1).id());
    }
  }

  private List<Found> some(String after) throws SQLException {
    return new Sql(session, SOME).bind(organization.value()).bind(after).list(KeyDeletion::found);
  }

  private void delete(List<Found> keys) throws SQLException {
    List<String> together = new ArrayList<>();
    for (Found key : keys) {
      if (key.large()) {
        deleteTogether(together);
        deleteTogether(List.of(key.id()));
        together.clear();
      } else {
        together.add(key.id());
      }
    }
    deleteTogether(together);
  }

  private void deleteTogether(List<String> keys) throws SQLException {
    if (!keys.isEmpty()) {
      new Sql(session, DELETE).bindList(keys).update();
    }
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(row.getString(1), row.getLong(2) > LARGE);
  }
}
