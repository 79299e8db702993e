package io.claviger.management;

import io.claviger.testing.architecture.ModuleArchitecture;
import java.util.List;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        List.of(
            "io.claviger.management",
            "io.claviger.management.internal.api",
            "io.claviger.management.internal.json",
            "io.claviger.management.spi"));
  }
}
