package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import org.junit.jupiter.api.Tag;

/** The contract on a pool that switches auto-commit off. */
@Tag("databases")
final class H2NoAutoCommitContractTest extends ServerContract {
  H2NoAutoCommitContractTest(Servers servers) {
    super(servers, TestDatabase.H2, AutoCommit.OFF);
  }
}
