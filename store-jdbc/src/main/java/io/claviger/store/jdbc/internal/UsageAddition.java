package io.claviger.store.jdbc.internal;

import io.claviger.Usage;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsedThrough;
import io.claviger.store.jdbc.internal.UsageTable.UsageRow;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** A batch of counts, added up for each row that it is for. */
final class UsageAddition {
  // MariaDB assigns from left to right: the last use is compared before it is assigned.
  static final String ADD =
      """
      update claviger_usage
         set use_count = use_count + :count,
             last_address = case when last_used_at >= :at then last_address else :address end,
             last_used_at = case when last_used_at >= :at then last_used_at else :at end
       where key_id = :key and kind = :kind and subject = :subject and added_in = :added_in
      """;

  private final SortedMap<UsageRow, Usage> sums = new TreeMap<>();

  UsageAddition(List<UsageCount> batch) {
    for (UsageCount count : batch) {
      rows(count.through()).forEach(row -> sums.merge(row, count.usage(), Usage::plus));
    }
    sums.values().removeIf(Usage.none()::equals);
  }

  /** To rows that are there. */
  void write(Handle handle) {
    UsageTable.lock(handle, sums.keySet());
    Batches.run(handle, ADD, sums.entrySet(), UsageAddition::bind);
  }

  /** The organization is that of the key, whose id no other has. */
  private static Stream<UsageRow> rows(UsedThrough through) {
    return Stream.concat(
        Stream.of(UsageRow.of(through.apiKey()), UsageRow.of(through.apiKey(), through.secret())),
        through.entry().stream().map(entry -> UsageRow.of(through.apiKey(), entry)));
  }

  private static void bind(PreparedBatch batch, Map.Entry<UsageRow, Usage> sum) {
    Usage usage = sum.getValue();
    UsageTable.bind(batch, sum.getKey());
    batch
        .bind("count", usage.count())
        .bind("at", usage.last().map(last -> Micros.of(last.at())).orElseThrow())
        .bind("address", usage.last().map(last -> last.address().toString()).orElseThrow());
  }
}
