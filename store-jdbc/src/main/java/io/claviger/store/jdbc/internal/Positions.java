package io.claviger.store.jdbc.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Where a result has the columns of each table. */
@FunctionalInterface
interface Positions {
  /** Where a result has the columns of one table. */
  @FunctionalInterface
  interface OfTable {
    /**
     * From 1 on, as JDBC counts.
     *
     * @param likely which of the columns of its table it is, from 0 on, if they are read in order
     */
    int of(ResultSet result, String column, int likely) throws SQLException;
  }

  /** Asks the driver, which looks for the label at each call. */
  Positions BY_LABEL =
      table -> (result, column, likely) -> result.findColumn(table.alias() + "_" + column);

  /** Those of this table. */
  OfTable of(Table table);

  /**
   * Of a statement that selects just these lists of {@link Row#columns}, in this order: found out
   * once and for all, for a statement that is to be fast. The columns of a table follow one
   * another.
   */
  static Positions inLists(String... lists) {
    Map<Table, Neighbours> tables = new EnumMap<>(Table.class);
    int position = 0;
    for (String column : String.join(", ", lists).split(", ", -1)) {
      position++;
      String label = column.substring(column.lastIndexOf(' ') + 1);
      Table table = tableOf(label);
      int first = position;
      tables
          .computeIfAbsent(table, same -> new Neighbours(table, first, new ArrayList<>()))
          .add(position, label.substring(table.alias().length() + 1));
    }
    for (Table table : Table.values()) {
      tables.putIfAbsent(table, new Neighbours(table, 1, List.of()));
    }
    return table -> Objects.requireNonNull(tables.get(table));
  }

  private static Table tableOf(String label) {
    return Arrays.stream(Table.values())
        .filter(table -> label.startsWith(table.alias() + "_"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(label + " is a column of no table"));
  }

  /** The columns of one table, from that position on. */
  record Neighbours(Table table, int first, List<String> names) implements OfTable {
    /** The same text as in the code that asks for it, so that it is found without reading it. */
    private void add(int position, String name) {
      if (position != first + names.size()) {
        throw new IllegalArgumentException("columns of " + table + " are not beside each other");
      }
      names.add(name.intern());
    }

    @Override
    public int of(ResultSet result, String column, int likely) {
      boolean there = likely < names.size() && names.get(likely).equals(column);
      int index = there ? likely : names.indexOf(column);
      if (index < 0) {
        throw new IllegalArgumentException(table + "." + column + " is not selected");
      }
      return first + index;
    }
  }
}
