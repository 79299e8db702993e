package io.claviger.store.jdbc;

/** How the connections of a host's pool come out of it. */
public enum AutoCommit {
  /** As JDBC has it, and nearly every pool. */
  ON,
  /** The pool was told to switch it off; each call of the store ends its transaction then. */
  OFF
}
