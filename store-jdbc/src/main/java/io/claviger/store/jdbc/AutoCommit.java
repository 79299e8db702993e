package io.claviger.store.jdbc;

/** The auto-commit setting of the connections of an application's pool. */
public enum AutoCommit {
  /** The default of JDBC and of nearly every pool. */
  ON,
  /** The pool switches it off; each call of the store ends its transaction then. */
  OFF
}
