package io.claviger.http;

import io.claviger.testing.architecture.ModuleArchitecture;
import java.util.List;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        List.of(
            "io.claviger.http.access",
            "io.claviger.http",
            "io.claviger.http.internal",
            "io.claviger.http.internal.body"));
  }
}
