package io.claviger.benchmarks.size;

import io.claviger.benchmarks.database.Batch;
import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.KeyFilter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The first pages of searches over all organizations, by the library and by plain JDBC. Each search
 * for keys finds the same number of keys on every database. The plain statements read two columns
 * of one table, and no secrets.
 */
final class OperatorPages {
  /** The instant of the searches. */
  static final Instant SOON = Instant.parse("2030-01-01T00:00:00Z");

  /** A text that no description contains. */
  static final String NOWHERE = "nowhere";

  private static final Instant LATER = SOON.plusSeconds(1);

  /** The keys that a search finds: one of so many target keys. */
  private static final int EACH = 20;

  private static final String USER = Actor.Kind.USER.stored();
  private static final String LEAVER = "leaver";

  private OperatorPages() {}

  static List<Operation> all() {
    return List.of(
        keys(
            "creator",
            KeyFilter.all().createdBy(Actor.Kind.USER, LEAVER),
            "k.created_by_kind = '%s' and k.created_by_name = '%s'".formatted(USER, LEAVER)),
        keys("expiring", KeyFilter.all().expiringBefore(LATER), expires("<", LATER)),
        keys("expired", KeyFilter.all().inState(ApiKey.State.EXPIRED), expires("<=", SOON)),
        keys(
            "label",
            KeyFilter.all().labelled("team", "gone"),
            "k.id in (select l.key_id from claviger_key_label l"
                + " where l.name = 'team' and l.content = 'gone')"),
        keys("state", KeyFilter.all().inState(ApiKey.State.DISABLED), "k.enabled = false"),
        page(
            "organizations",
            Client::findOrganizations,
            "select o.id, o.name from claviger_organization o"
                + " where o.state = 'active' order by o.id limit 101"),
        page(
            "feed",
            Client::feed,
            "select e.id, e.type from claviger_audit_event e"
                + " where e.feed_position > 0 order by e.feed_position limit 100"),
        whole(
            "no-text",
            Client::findNoKeys,
            "select k.id, k.description from claviger_api_key k"
                + " where position('%s' in k.description) > 0".formatted(NOWHERE)
                + " order by k.id limit 101"),
        whole(
            "totals",
            Client::totals,
            "select (select count(*) from claviger_organization),"
                + " (select count(*) from claviger_api_key)"));
  }

  /** Reads a whole table, so a few calls must be enough. */
  private static Operation whole(String name, Operation.Call call, String sql) {
    Operation plain = Operation.plain("operator-" + name, 20, client -> client.query(sql, 2, 0));
    return new Operation("operator-" + name, 20, call, plain);
  }

  private static Operation keys(String name, KeyFilter filter, String where) {
    return page(
        name,
        client -> client.findKeys(filter),
        "select k.id, k.description from claviger_api_key k where %s order by k.id limit 101"
            .formatted(where));
  }

  /** The lower bound is for H2, whose indexes begin with the keys that never expire. */
  private static String expires(String until, Instant instant) {
    return "k.expires_at >= 0 and k.expires_at %s %d".formatted(until, micros(instant));
  }

  private static Operation page(String name, Operation.Call call, String sql) {
    Operation plain =
        Operation.plain("operator-" + name, 400, client -> client.query(sql, 2, Dataset.PAGE));
    return new Operation("operator-" + name, 400, call, plain);
  }

  /** Gives some keys a creator, an expiry, a label and a state that the others do not have. */
  static void mark(Connection connection, List<ApiKey> keys) throws SQLException {
    String update =
        """
        update claviger_api_key
           set created_by_kind = ?, created_by_name = ?, expires_at = ?, labels = ?, enabled = false
         where id = ?
        """;
    try (Batch mark = new Batch(connection, update);
        Batch label = Batch.into(connection, "claviger_key_label", "key_id, name, content")) {
      for (int i = 0; i < keys.size(); i += EACH) {
        String id = keys.get(i).id().value();
        mark.with(USER, LEAVER, micros(SOON), "team\tgone", id).add();
        label.with(id, "team", "gone").add();
      }
      mark.run();
      label.run();
    }
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
