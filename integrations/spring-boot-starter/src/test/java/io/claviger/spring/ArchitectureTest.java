package io.claviger.spring;

import io.claviger.testing.architecture.ModuleArchitecture;
import java.util.List;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        List.of(
            "io.claviger.spring.autoconfigure",
            "io.claviger.spring.internal.actuator",
            "io.claviger.spring.internal.servlet",
            "io.claviger.spring.internal.webflux",
            "io.claviger.spring.security",
            "io.claviger.spring.transaction",
            "io.claviger.spring.internal.store",
            "io.claviger.spring.internal.properties",
            "io.claviger.spring.internal.web",
            "io.claviger.spring.internal.start",
            "io.claviger.spring"));
  }
}
