package io.claviger;

import io.claviger.testing.architecture.ModuleArchitecture;
import java.util.List;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        List.of(
            "io.claviger",
            "io.claviger.internal.management",
            "io.claviger.access",
            "io.claviger.internal.usage",
            "io.claviger.internal.credential",
            "io.claviger.internal.background",
            "io.claviger.spi.store",
            "io.claviger.spi",
            "io.claviger.model",
            "io.claviger.internal.bridge",
            "io.claviger.internal.crypto",
            "io.claviger.internal.text",
            "io.claviger.internal.time"),
        // It builds the package-private steps of the request path from parts of other layers. If
        // those parts were exported, an application could make an Authenticated.
        "io.claviger.access.RequestPath");
  }
}
