package io.claviger.cli.rows;

import io.claviger.importing.ImportedSettings;
import io.claviger.model.InvalidValueException;
import io.claviger.model.OrganizationId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Counts rows before they are imported. */
public final class RowCounts {
  private RowCounts() {}

  /**
   * Returns how many rows of a file each organization has. Rows that cannot be read are left out.
   * It is empty for a pipe, which can be read only once.
   */
  public static Map<OrganizationId, Long> of(
      Path file, Optional<RowFile.Form> form, Optional<ImportedSettings> settings) {
    Map<OrganizationId, Long> counts = new LinkedHashMap<>();
    if (Files.isRegularFile(file)) {
      try (RowFile rows = RowFile.open(file, form, settings)) {
        while (rows.hasNext()) {
          organization(rows.next()).ifPresent(id -> counts.merge(id, 1L, Long::sum));
        }
      }
    }
    return counts;
  }

  private static Optional<OrganizationId> organization(RawRow row) {
    try {
      return Optional.ofNullable(row.cells().get(Columns.ORGANIZATION)).map(OrganizationId::new);
    } catch (InvalidValueException e) {
      // The import reports the row.
      return Optional.empty();
    }
  }
}
