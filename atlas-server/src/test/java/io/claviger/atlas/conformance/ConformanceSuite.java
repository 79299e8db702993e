package io.claviger.atlas.conformance;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every row of every table, on one server with one store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConformanceSuite {
  private ConformanceServer server;

  /** The options of the command line that choose the store; starts what that needs. */
  abstract String[] store() throws Exception;

  @BeforeAll
  final void start(@TempDir Path folder) throws Exception {
    server = ConformanceServer.start(folder, store());
  }

  @AfterAll
  final void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    stopStore();
  }

  /** Stops what {@link #store} started. */
  void stopStore() throws Exception {}

  @TestFactory
  Stream<DynamicNode> rows() {
    return Tables.all().stream()
        .map(
            table ->
                dynamicContainer(
                    table.title(),
                    table.rows().stream()
                        .map(row -> dynamicTest(row.id(), () -> row.run(server)))));
  }
}
