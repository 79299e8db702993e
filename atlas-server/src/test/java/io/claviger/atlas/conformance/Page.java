package io.claviger.atlas.conformance;

import java.util.List;

/** The tables of one area, which share a page of the documentation. */
record Page(String file, String title, List<Table> tables) {
  static Page of(String file, String title, Table... tables) {
    return new Page(file, title, List.of(tables));
  }
}
