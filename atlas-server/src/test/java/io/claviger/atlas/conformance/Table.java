package io.claviger.atlas.conformance;

import java.util.List;

/** The rows of one topic. */
record Table(String title, List<Row> rows) {
  static Table of(String title, Row... rows) {
    return new Table(title, List.of(rows));
  }
}
