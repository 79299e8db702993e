package io.claviger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.spi.store.ApiKeyStore;
import io.claviger.store.jdbc.embedded.EmbeddedApiKeyStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The program on an H2 file. */
class H2ProcessTest extends ImportContract {
  @Override
  List<String> store() {
    return List.of("--h2", file().toString());
  }

  @Override
  void inTheApplication(Consumer<ApiKeyStore> use) {
    try (EmbeddedApiKeyStore store = EmbeddedApiKeyStore.open(file())) {
      use.accept(store);
    }
  }

  @Override
  int wordsOfAProcess() {
    return 1;
  }

  private Path file() {
    return folder.resolve("keys");
  }

  @Test
  void aFileThatAnApplicationHasOpenIsRefused() throws Exception {
    Path made = folder.resolve("keys.mv.db");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
    try (EmbeddedApiKeyStore store = EmbeddedApiKeyStore.open(file())) {
      store.check();
      Run run = CliProcess.run("", arguments("organizations", "list"));
      assertEquals(4, run.code());
      assertTrue(run.err().contains("is open in another process"), run.err());
      assertEquals(1, run.err().lines().count());
    }
  }
}
