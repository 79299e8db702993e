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
        Libraries.in(classPath));
  }

  @Test
  void aClassPathWithoutThemHasNone() {
    assertEquals(List.of(), Libraries.in(""));
    assertEquals(List.of(), Libraries.in("h2.jar" + File.pathSeparator + "classes"));
  }
}
