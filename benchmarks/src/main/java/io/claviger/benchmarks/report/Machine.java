package io.claviger.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** The machine of a run and its date. Ratios of another machine differ. */
public record Machine(
    String cpu,
    int cores,
    String memory,
    String system,
    String java,
    LocalDate date,
    String commit) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** Returns this machine and the date of today. */
  public static Machine here(String commit) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        Math.round(system.getTotalMemorySize() / (double) (1 << 30)) + " GiB",
        property("os.name") + " " + property("os.arch"),
        property("java.vm.name") + " " + property("java.runtime.version"),
        LocalDate.now(ZoneOffset.UTC),
        commit);
  }

  private static String property(String name) {
    return System.getProperty(name, "?");
  }

  /** Returns the model, which only Linux reports; elsewhere the architecture. */
  private static String cpuModel() {
    if (!Files.isReadable(CPU_INFO)) {
      return property("os.arch");
    }
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(() -> property("os.arch"));
    } catch (IOException e) {
      return property("os.arch");
    }
  }

  @Override
  public String toString() {
    return String.join(
        ", ", cpu, cores + " cores", memory, system, java, date.toString(), "commit " + commit);
  }
}
