package io.claviger.store.jdbc.modulepath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.testing.process.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs the module with only those modules that it requires, while a test has all modules on its
 * path.
 */
class ModulePathTest {
  @Test
  @Timeout(60)
  void itRequiresAllThatItNeeds() throws Exception {
    Process host =
        ChildJvm.startOnModulePath("io.claviger.store.jdbc,com.h2database", ModularHost.class);
    try {
      String said = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(host.waitFor(30, TimeUnit.SECONDS));
      assertEquals("module io.claviger.store.jdbc", said.strip());
    } finally {
      host.destroyForcibly();
    }
  }
}
