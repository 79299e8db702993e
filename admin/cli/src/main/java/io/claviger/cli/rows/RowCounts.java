package io.claviger.cli.rows;

import io.claviger.importing.ImportedKey;
import io.claviger.importing.ImportedSettings;
import io.claviger.model.InvalidValueException;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Counts rows before they are imported. Rows that cannot be read are left out. A pipe has none,
 * since it can be read only once.
 */
public record RowCounts(
    Path file, Optional<RowFile.Form> form, Optional<ImportedSettings> settings) {
  /** Checks that nothing is null. */
  public RowCounts {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(settings, "settings");
  }

  /** Returns how many rows each organization has. */
  public Map<OrganizationId, Long> all() {
    Map<OrganizationId, Long> counts = new LinkedHashMap<>();
    each(
        row ->
            Optional.ofNullable(row.cells().get(Columns.ORGANIZATION))
                .map(OrganizationId::new)
                .ifPresent(id -> counts.merge(id, 1L, Long::sum)));
    return counts;
  }

  /** Returns how many keys these organizations would get, without those that are known. */
  public Map<OrganizationId, Long> ofNew(
      Set<OrganizationId> organizations, Predicate<ImportedKey> isKnown) {
    Map<OrganizationId, Long> counts = new LinkedHashMap<>();
    organizations.forEach(id -> counts.put(id, 0L));
    KeyRows keys = new KeyRows(settings);
    Set<PublicKey> seen = new HashSet<>();
    each(
        row -> {
          ImportedKey key = keys.key(row);
          if (counts.containsKey(key.organization())
              && seen.add(key.secret().publicKey())
              && !isKnown.test(key)) {
            counts.merge(key.organization(), 1L, Long::sum);
          }
        });
    return counts;
  }

  private void each(Consumer<RawRow> action) {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (RowFile rows = RowFile.open(file, form, settings)) {
      while (rows.hasNext()) {
        try {
          action.accept(rows.next());
        } catch (InvalidValueException e) {
          // The import reports the row.
        }
      }
    }
  }
}
