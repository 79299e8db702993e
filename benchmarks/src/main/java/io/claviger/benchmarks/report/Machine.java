package io.claviger.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** Describes what a run measures on. Ratios of another machine differ. */
public final class Machine {
  private Machine() {}

  /** Returns a line about this machine, with the date of today and the measured commit. */
  public static String here(String commit) throws IOException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long gibibytes = Math.round(system.getTotalMemorySize() / (double) (1 << 30));
    return String.join(
        ", ",
        cpu(),
        Runtime.getRuntime().availableProcessors() + " cores",
        gibibytes + " GiB",
        system.getName() + " " + system.getArch(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        LocalDate.now(ZoneOffset.UTC).toString(),
        "commit " + commit);
  }

  /** Returns the model; if Linux does not report it, the architecture. */
  private static String cpu() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }
}
