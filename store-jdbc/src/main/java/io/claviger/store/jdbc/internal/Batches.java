package io.claviger.store.jdbc.internal;

import java.util.Collection;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Runs one statement for many rows, in one round trip. */
final class Batches {
  private Batches() {}

  /** The number of rows that each run changed, in order; no round trip where there are no items. */
  static <T> int[] run(
      Handle handle, String sql, Collection<T> items, BiConsumer<PreparedBatch, T> binder) {
    if (items.isEmpty()) {
      return new int[0];
    }
    try (PreparedBatch batch = handle.prepareBatch(sql)) {
      for (T item : items) {
        binder.accept(batch, item);
        batch.add();
      }
      return batch.execute();
    }
  }
}
