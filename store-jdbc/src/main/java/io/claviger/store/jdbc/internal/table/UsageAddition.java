package io.claviger.store.jdbc.internal.table;

import io.claviger.internal.time.Micros;
import io.claviger.model.Usage;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import io.claviger.store.jdbc.internal.dialect.Dialect;
import io.claviger.store.jdbc.internal.sql.Binder;
import io.claviger.store.jdbc.internal.sql.Session;
import io.claviger.store.jdbc.internal.table.UsageTable.UsageRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A batch of counts, added up for each row that it is for. */
public final class UsageAddition {
  // MariaDB assigns from left to right: the last use is compared before it is assigned.
  static final String ADD =
      """
      update claviger_usage
         set use_count = use_count + ?,
             last_address = case when last_used_at >= ? then last_address else ? end,
             last_used_at = case when last_used_at >= ? then last_used_at else ? end
       where key_id = ? and kind = ? and subject = ? and added_in = ?
      """;

  private final SortedMap<UsageRow, Usage> sums = new TreeMap<>();

  public UsageAddition(List<UsageCount> batch) {
    for (UsageCount count : batch) {
      rows(count.subject()).forEach(row -> sums.merge(row, count.usage(), Usage::plus));
    }
    sums.values().removeIf(Usage.none()::equals);
  }

  /** Adds to those rows that exist, in one round trip if the driver reports each failure. */
  public void write(Session session, Dialect dialect) throws SQLException {
    UsageTable.lock(session, sums.keySet(), dialect.forUsage());
    if (dialect.reportsFailedBatches()) {
      try (PreparedStatement batch = session.connection().prepareStatement(ADD)) {
        for (Map.Entry<UsageRow, Usage> sum : sums.entrySet()) {
          bind(new Binder(batch), sum);
          batch.addBatch();
        }
        batch.executeBatch();
      }
    } else {
      for (Map.Entry<UsageRow, Usage> sum : sums.entrySet()) {
        session.update(ADD, binder -> bind(binder, sum));
      }
    }
  }

  /** The organization is that of the key, whose id no other has. */
  private static Stream<UsageRow> rows(UsageStore.Subject subject) {
    return Stream.concat(
        Stream.of(UsageRow.of(subject.apiKey()), UsageRow.of(subject.apiKey(), subject.secretId())),
        subject.entry().stream().map(entry -> UsageRow.of(subject.apiKey(), entry)));
  }

  private static void bind(Binder binder, Map.Entry<UsageRow, Usage> sum) throws SQLException {
    Usage usage = sum.getValue();
    Usage.Last last = usage.last().orElseThrow();
    long at = Micros.toMicros(last.at());
    binder.bind(usage.count()).bind(at).bind(last.address().toString()).bind(at).bind(at);
    UsageTable.bind(binder, sum.getKey());
  }
}
