package io.claviger.benchmarks.size;

import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.KeyFilter;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PageQuery;
import io.claviger.spi.OperatorStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The first pages of searches over all organizations, by the library and by plain JDBC. Each search
 * for keys finds the same number of keys on every database. The plain statements read two columns
 * of one table, and no secrets. Used by one thread.
 */
final class OperatorPages {
  /** The keys that a search finds: one of so many target keys. */
  private static final int EACH = 20;

  private static final String LEAVER = "leaver";
  private static final Instant SOON = Instant.parse("2030-01-01T00:00:00Z");
  private static final Instant LATER = SOON.plusSeconds(1);
  private static final String MARK =
      """
      update claviger_api_key
         set created_by_kind = ?, created_by_name = ?, expires_at = ?, labels = ?, enabled = false
       where id = ?
      """;
  private static final String LABEL =
      "insert into claviger_key_label (key_id, name, content) values (?, 'team', 'gone')";
  private static final String KEYS =
      """
      select k.id, k.description from claviger_api_key k where %s order by k.id limit %d
      """;
  private static final String ORGANIZATIONS =
      """
      select o.id, o.name from claviger_organization o
       where o.state = 'active' order by o.id limit %d
      """;
  private static final String FEED =
      """
      select e.id, e.type from claviger_audit_event e
       where e.feed_position > 0 order by e.feed_position limit %d
      """;

  private final OperatorStore store;
  private final PreparedStatement creator;
  private final PreparedStatement expiring;
  private final PreparedStatement label;
  private final PreparedStatement disabled;
  private final PreparedStatement organizations;
  private final PreparedStatement feed;

  OperatorPages(OperatorStore store, Connection connection) throws SQLException {
    this.store = store;
    this.creator =
        keys(
            connection,
            "k.created_by_kind = '%s' and k.created_by_name = '%s'".formatted(kind(), LEAVER));
    this.expiring = keys(connection, "k.expires_at < " + micros(LATER));
    this.label =
        keys(
            connection,
            "k.id in (select l.key_id from claviger_key_label l"
                + " where l.name = 'team' and l.content = 'gone')");
    this.disabled = keys(connection, "k.enabled = false");
    this.organizations = connection.prepareStatement(ORGANIZATIONS.formatted(Dataset.PAGE + 1));
    this.feed = connection.prepareStatement(FEED.formatted(Dataset.PAGE));
    // Gives positions to the events of the first page.
    List<OperatorStore.FeedEvent> unused = store.feed(0, Dataset.PAGE);
  }

  private static PreparedStatement keys(Connection connection, String where) throws SQLException {
    return connection.prepareStatement(KEYS.formatted(where, Dataset.PAGE + 1));
  }

  /** Gives some keys a creator, an expiry, a label and a state that the others do not have. */
  static void mark(Connection connection, List<ApiKey> keys) throws SQLException {
    try (PreparedStatement mark = connection.prepareStatement(MARK);
        PreparedStatement label = connection.prepareStatement(LABEL)) {
      for (int i = 0; i < keys.size(); i += EACH) {
        String id = keys.get(i).id().value();
        mark.setString(1, kind());
        mark.setString(2, LEAVER);
        mark.setLong(3, micros(SOON));
        mark.setString(4, "team\tgone");
        mark.setString(5, id);
        mark.addBatch();
        label.setString(1, id);
        label.addBatch();
      }
      int[] marked = mark.executeBatch();
      int[] labelled = label.executeBatch();
      if (marked.length != labelled.length) {
        throw new IllegalStateException("not all keys got a label");
      }
    }
  }

  private static String kind() {
    return Actor.Kind.USER.stored();
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  void byCreator() {
    find(KeyFilter.all().createdBy(Actor.Kind.USER, LEAVER));
  }

  void byCreatorPlainly() throws SQLException {
    find(creator);
  }

  void expiring() {
    find(KeyFilter.all().expiringBefore(LATER));
  }

  void expiringPlainly() throws SQLException {
    find(expiring);
  }

  void labelled() {
    find(KeyFilter.all().labelled("team", "gone"));
  }

  void labelledPlainly() throws SQLException {
    find(label);
  }

  void disabled() {
    find(KeyFilter.all().inState(ApiKey.State.DISABLED));
  }

  void disabledPlainly() throws SQLException {
    find(disabled);
  }

  void organizations() {
    require(
        store.findOrganizations("", OrganizationQuery.first(Dataset.PAGE)).items().size()
            == Dataset.PAGE);
  }

  void organizationsPlainly() throws SQLException {
    find(organizations);
  }

  void feed() {
    require(store.feed(0, Dataset.PAGE).size() == Dataset.PAGE);
  }

  void feedPlainly() throws SQLException {
    find(feed);
  }

  private void find(KeyFilter filter) {
    PageQuery first = PageQuery.first(Dataset.PAGE);
    require(store.findKeys(filter, SOON, first).items().size() == Dataset.PAGE);
  }

  private static void find(PreparedStatement page) throws SQLException {
    int found = 0;
    try (ResultSet rows = page.executeQuery()) {
      while (rows.next() && !rows.getString(1).isEmpty() && !rows.getString(2).isEmpty()) {
        found++;
      }
    }
    require(found >= Dataset.PAGE);
  }

  private static void require(boolean whole) {
    if (!whole) {
      throw new IllegalStateException("a page is not full");
    }
  }
}
