package io.claviger.store.jdbc.modulepath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.store.jdbc.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The module as a host has it that requires nothing but it: with no other modules than it requires
 * itself, where a test has all that there are.
 */
class ModulePathTest {
  @Test
  @Timeout(60)
  void itRequiresAllThatItNeeds() throws Exception {
    Process host = ChildJvm.startOnModulePath("io.claviger.store.jdbc", ModularHost.class);
    try {
      String said = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(host.waitFor(30, TimeUnit.SECONDS));
      assertEquals("module io.claviger.store.jdbc", said.strip());
    } finally {
      host.destroyForcibly();
    }
  }
}
