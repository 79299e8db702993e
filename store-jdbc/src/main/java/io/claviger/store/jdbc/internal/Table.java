package io.claviger.store.jdbc.internal;

import java.util.Locale;

/** The tables that values are read from, and the alias that each has in every statement. */
enum Table {
  ORGANIZATION("o"),
  API_KEY("k"),
  SECRET("s"),
  USAGE("u"),
  AUDIT_EVENT("e");

  private final String alias;

  Table(String alias) {
    this.alias = alias;
  }

  String alias() {
    return alias;
  }

  String sqlName() {
    return "claviger_" + name().toLowerCase(Locale.ROOT);
  }
}
