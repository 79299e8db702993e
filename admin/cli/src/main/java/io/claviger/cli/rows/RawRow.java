package io.claviger.cli.rows;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of a file.
 *
 * @param line the number of its line
 * @param cells the values by column, without empty ones
 * @param problem why the row cannot be read; empty if it can be
 */
public record RawRow(long line, Map<String, String> cells, Optional<String> problem) {
  /** Copies the cells. */
  public RawRow {
    cells = Map.copyOf(cells);
    Objects.requireNonNull(problem, "problem");
  }

  static RawRow of(long line, Map<String, String> cells) {
    return new RawRow(line, cells, Optional.empty());
  }

  static RawRow unreadable(long line, String problem) {
    return new RawRow(line, Map.of(), Optional.of(problem));
  }

  /** Leaves the cells out, which may hold secrets. */
  @Override
  public String toString() {
    return "row in line " + line;
  }
}
