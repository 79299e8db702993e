package io.claviger.store.memory;

import io.claviger.testing.architecture.ModuleArchitecture;
import java.util.List;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(List.of());
  }
}
