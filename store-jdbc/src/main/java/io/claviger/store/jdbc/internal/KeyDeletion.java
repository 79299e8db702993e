package io.claviger.store.jdbc.internal;

import io.claviger.ApiKeyId;
import io.claviger.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Deletes keys with all rows of other tables that belong to them. One statement may take only so
 * long, and each role has a row that goes with its key, each entry of a whitelist a row of usage:
 * so a statement deletes as many keys as have whitelists and roles of some length together, and of
 * a whitelist that is longer than that the rows go first, some at a time. In the order of ids, as
 * usage is locked.
 */
final class KeyDeletion {
  /** What a key takes with it, by the length of its whitelist and of its roles. */
  private record Weighed(String id, long bytes) {}

  /** About the shortest line: a block alone, of an entry that was added with the one before. */
  private static final int LINE = "10.0.0.0/8".length();

  /** Of rows that are in no text: of the key, and of its secrets. */
  private static final int OTHERS = 3 * LINE;

  /** Of 3000 rows at most. */
  private static final long MOST_BYTES = 3000L * LINE;

  private static final int MOST_ROWS = 5000;

  private static final int MOST_KEYS = 100;

  static final String WEIGH =
      "select id, octet_length(whitelist) + octet_length(roles) from claviger_api_key k where"
          + ApiKeyTable.AMONG_KEYS
          + " order by id";

  static final String SOME =
      "select id, octet_length(whitelist) + octet_length(roles) from claviger_api_key"
          + MariaDbDialect.BY_ORGANIZATION
          + "where organization_id = ? and id > ?"
          + (" order by organization_id, id limit " + MOST_KEYS);

  /** Of keys that were found in the same transaction, and so are of the organization. */
  static final String DELETE =
      MariaDbDialect.deleteByPrimaryKey("claviger_api_key") + "where id in (<keys>)";

  static final String LAST_ENTRY_OF_SOME =
      "select subject from claviger_usage where key_id = ? and kind = 'entry' and subject > ?"
          + (" order by key_id, kind, subject limit 1 offset " + (MOST_ROWS - 1));

  static final String DELETE_ENTRIES =
      MariaDbDialect.deleteByPrimaryKey("claviger_usage")
          + "where key_id = ? and kind = 'entry' and subject > ? and subject <= ?";

  private final Session session;
  private final OrganizationId organization;

  KeyDeletion(Session session, OrganizationId organization) {
    this.session = session;
    this.organization = organization;
  }

  /** Throws if one of the keys is not there. */
  void delete(Collection<ApiKeyId> keys) throws SQLException {
    for (List<String> chunk : Chunks.of(keys, ApiKeyId::value)) {
      List<Weighed> found =
          new Sql(session, WEIGH)
              .bindList(chunk)
              .bind(organization.value())
              .list(KeyDeletion::weighed);
      MissingKeys.require(found.size() == chunk.size(), chunk);
      deleteWeighed(found);
    }
  }

  /**
   * All keys of the organization, some at a time: each time behind the last one, since a database
   * steps over what is deleted and not committed.
   */
  void deleteAll() throws SQLException {
    List<Weighed> some = some("");
    while (!some.isEmpty()) {
      deleteWeighed(some);
      some = some(some.get(some.size() - 1).id());
    }
  }

  private List<Weighed> some(String after) throws SQLException {
    return new Sql(session, SOME).bind(organization.value()).bind(after).list(KeyDeletion::weighed);
  }

  private void deleteWeighed(List<Weighed> keys) throws SQLException {
    List<String> together = new ArrayList<>();
    long bytes = 0;
    for (Weighed key : keys) {
      if (!together.isEmpty() && bytes + key.bytes() > MOST_BYTES) {
        deleteTogether(together);
        together.clear();
        bytes = 0;
      }
      if (key.bytes() > MOST_BYTES) {
        deleteEntries(key.id());
      }
      together.add(key.id());
      bytes += key.bytes();
    }
    deleteTogether(together);
  }

  private void deleteTogether(List<String> keys) throws SQLException {
    new Sql(session, DELETE).bindList(keys).update();
  }

  /** But for the last few, which go with the key. */
  private void deleteEntries(String key) throws SQLException {
    String from = "";
    Optional<String> to = lastOfSome(key, from);
    while (to.isPresent()) {
      new Sql(session, DELETE_ENTRIES).bind(key).bind(from).bind(to.get()).update();
      from = to.get();
      to = lastOfSome(key, from);
    }
  }

  private Optional<String> lastOfSome(String key, String from) throws SQLException {
    return new Sql(session, LAST_ENTRY_OF_SOME)
        .bind(key)
        .bind(from)
        .first(row -> row.getString("subject"));
  }

  private static Weighed weighed(ResultSet row) throws SQLException {
    return new Weighed(row.getString(1), row.getLong(2) + OTHERS);
  }
}
