package io.claviger.jaxrs.server;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The contract of the filter runs without the module that only the filter for management needs. */
class WithoutManagementTest {
  @Test
  void theFilterNeedsNoManagement() {
    assertThrows(
        ClassNotFoundException.class,
        () -> Class.forName("io.claviger.management.ManagementHandler"));
  }
}
