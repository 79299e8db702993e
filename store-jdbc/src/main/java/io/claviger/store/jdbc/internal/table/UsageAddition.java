package io.claviger.store.jdbc.internal.table;

import io.claviger.model.Usage;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsageStore;
import io.claviger.store.jdbc.internal.dialect.Dialect;
import io.claviger.store.jdbc.internal.sql.Binder;
import io.claviger.store.jdbc.internal.sql.Micros;
import io.claviger.store.jdbc.internal.table.UsageTable.UsageRow;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

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
  public void write(Handle handle, Dialect dialect) {
    UsageTable.lock(handle, sums.keySet());
    if (dialect.reportsFailedBatches()) {
      try (PreparedBatch batch = handle.prepareBatch(ADD)) {
        sums.forEach(
            (row, usage) -> {
              bind(batch, row, usage);
              batch.add();
            });
        batch.execute();
      }
    } else {
      sums.forEach(
          (row, usage) -> {
            Update update = handle.createUpdate(ADD);
            bind(update, row, usage);
            update.execute();
          });
    }
  }

  /** The organization is that of the key, whose id no other has. */
  private static Stream<UsageRow> rows(UsageStore.Subject subject) {
    return Stream.concat(
        Stream.of(UsageRow.of(subject.apiKey()), UsageRow.of(subject.apiKey(), subject.secretId())),
        subject.entry().stream().map(entry -> UsageRow.of(subject.apiKey(), entry)));
  }

  private static void bind(SqlStatement<?> statement, UsageRow row, Usage usage) {
    Usage.Last last = usage.last().orElseThrow();
    long at = Micros.of(last.at());
    Binder binder = new Binder(statement);
    binder.bind(usage.count()).bind(at).bind(last.address().toString()).bind(at).bind(at);
    UsageTable.bind(binder, row);
  }
}
