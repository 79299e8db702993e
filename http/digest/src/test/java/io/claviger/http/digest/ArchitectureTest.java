package io.claviger.http.digest;

import io.claviger.testing.architecture.ModuleArchitecture;
import java.util.List;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(List.of("io.claviger.http.digest"));
  }
}
