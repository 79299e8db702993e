package io.claviger.importing;

import java.util.List;
import java.util.Objects;

/**
 * The result of an import.
 *
 * @param refused the first 1,000 refused rows, in order; {@link Importer.Builder#onRefused} gets
 *     all of them
 */
public record ImportReport(ImportProgress total, List<RefusedRow> refused) {
  /** Copies the list. */
  public ImportReport {
    Objects.requireNonNull(total, "total");
    refused = List.copyOf(refused);
  }
}
