package io.claviger.oauth;

import io.claviger.testing.architecture.ModuleArchitecture;
import java.util.List;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        List.of(
            "io.claviger.oauth",
            "io.claviger.oauth.internal.endpoint",
            "io.claviger.oauth.internal.token"));
  }
}
