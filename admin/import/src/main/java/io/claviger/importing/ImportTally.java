package io.claviger.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Counts the results of an import. Used by one thread. */
final class ImportTally {
  private static final int MAX_KEPT = 1_000;

  private final Consumer<RefusedRow> onRefused;
  private final List<RefusedRow> refusedRows = new ArrayList<>();
  private long rows;
  private long created;
  private long unchanged;
  private long refused;
  private long organizations;

  ImportTally(Consumer<RefusedRow> onRefused) {
    this.onRefused = onRefused;
  }

  /** Counts a row that was read, and returns its number. */
  long nextRow() {
    rows++;
    return rows;
  }

  void organizationCreated() {
    organizations++;
  }

  void addAll(List<Result> results) {
    results.forEach(this::add);
  }

  void add(Result result) {
    if (result instanceof Result.Created) {
      created++;
    } else if (result instanceof Result.Unchanged) {
      unchanged++;
    } else if (result instanceof Result.Refused row) {
      refused++;
      RefusedRow refusal = new RefusedRow(row.row(), row.code(), row.reason());
      if (refusedRows.size() < MAX_KEPT) {
        refusedRows.add(refusal);
      }
      onRefused.accept(refusal);
    }
  }

  ImportProgress progress() {
    return new ImportProgress(rows, created, unchanged, refused, organizations);
  }

  ImportReport report() {
    return new ImportReport(progress(), refusedRows);
  }
}
