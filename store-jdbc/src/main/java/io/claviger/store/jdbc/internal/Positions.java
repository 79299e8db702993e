package io.claviger.store.jdbc.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Where a result has the columns of each table. */
@FunctionalInterface
interface Positions {
  /** Where a result has the columns of one table. */
  @FunctionalInterface
  interface OfTable {
    /** From 1 on, as JDBC counts. */
    int of(ResultSet result, String column) throws SQLException;
  }

  /** Asks the driver, which looks for the label at each call. */
  Positions BY_LABEL = table -> (result, column) -> result.findColumn(table.alias() + "_" + column);

  /** Those of this table. */
  OfTable of(Table table);

  /**
   * Of a statement that selects just these lists of {@link Row#columns}, in this order: found out
   * once and for all, for a statement that is to be fast.
   */
  static Positions inLists(String... lists) {
    Map<Table, Map<String, Integer>> positions = new EnumMap<>(Table.class);
    int position = 0;
    for (String column : String.join(", ", lists).split(", ", -1)) {
      position++;
      String label = column.substring(column.lastIndexOf(' ') + 1);
      Table table = tableOf(label);
      positions
          .computeIfAbsent(table, same -> new HashMap<>())
          .put(label.substring(table.alias().length() + 1), position);
    }
    Map<Table, OfTable> tables = new EnumMap<>(Table.class);
    for (Table table : Table.values()) {
      Map<String, Integer> its = positions.getOrDefault(table, Map.of());
      tables.put(table, (result, column) -> known(its, table, column));
    }
    return table -> Objects.requireNonNull(tables.get(table));
  }

  private static int known(Map<String, Integer> positions, Table table, String column) {
    Integer known = positions.get(column);
    if (known == null) {
      throw new IllegalArgumentException(table + "." + column + " is not selected");
    }
    return known;
  }

  private static Table tableOf(String label) {
    return Arrays.stream(Table.values())
        .filter(table -> label.startsWith(table.alias() + "_"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(label + " is a column of no table"));
  }
}
