package io.claviger.cli.command;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.admin.Operator;
import io.claviger.cli.output.Output;
import io.claviger.store.jdbc.JdbcApiKeyStore;

/**
 * The open store, and the objects that a command uses with it.
 *
 * @param caller the name of the operator in events
 */
record Session(
    JdbcApiKeyStore store, Claviger claviger, ApiKeys keys, String caller, Output output) {
  /** Returns the view over all organizations. */
  Operator operator() {
    return Operator.of(claviger, caller);
  }
}
