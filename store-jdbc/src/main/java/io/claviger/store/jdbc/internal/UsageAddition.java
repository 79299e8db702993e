package io.claviger.store.jdbc.internal;

import io.claviger.model.LastUse;
import io.claviger.model.Usage;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsedThrough;
import io.claviger.store.jdbc.internal.UsageTable.UsageRow;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A batch of counts, added up for each row that it is for. */
final class UsageAddition {
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

  UsageAddition(List<UsageCount> batch) {
    for (UsageCount count : batch) {
      rows(count.through()).forEach(row -> sums.merge(row, count.usage(), Usage::plus));
    }
    sums.values().removeIf(Usage.none()::equals);
  }

  /** To rows that are there. */
  void write(Session session, Dialect dialect) throws SQLException {
    UsageTable.lock(session, sums.keySet());
    if (dialect.reportsFailedBatches()) {
      Sql.batch(session, ADD, sums.entrySet(), UsageAddition::bind);
    } else {
      Sql.each(session, ADD, sums.entrySet(), UsageAddition::bind);
    }
  }

  /** The organization is that of the key, whose id no other has. */
  private static Stream<UsageRow> rows(UsedThrough through) {
    return Stream.concat(
        Stream.of(UsageRow.of(through.apiKey()), UsageRow.of(through.apiKey(), through.secretId())),
        through.entry().stream().map(entry -> UsageRow.of(through.apiKey(), entry)));
  }

  private static void bind(Sql sql, Map.Entry<UsageRow, Usage> sum) {
    Usage usage = sum.getValue();
    LastUse last = usage.last().orElseThrow();
    long at = Micros.of(last.at());
    sql.bind(usage.count()).bind(at).bind(last.address().toString()).bind(at).bind(at);
    UsageTable.bind(sql, sum.getKey());
  }
}
