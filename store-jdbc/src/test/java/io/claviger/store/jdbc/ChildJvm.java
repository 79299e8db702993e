package io.claviger.store.jdbc;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another process with the classes of this one, for what only another process can do. */
public final class ChildJvm {
  private static final String LOGGING = "java.util.logging.config.file";

  private ChildJvm() {}

  /** Runs the main class; its errors go where ours go, and it logs as little. */
  public static Process start(Class<?> main, String... arguments) throws IOException {
    return start(List.of("-cp", folderOf(main) + File.pathSeparator + paths()), main, arguments);
  }

  /**
   * The same in front of a module path from which this module is taken, and what it requires. The
   * package of the main class must not be one of the module's.
   */
  public static Process startOnModulePath(String module, Class<?> main) throws IOException {
    return start(
        List.of("--module-path", paths(), "--add-modules", module, "-cp", folderOf(main)), main);
  }

  private static Process start(List<String> paths, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
    command.addAll(paths);
    if (System.getProperty(LOGGING) != null) {
      command.add("-D" + LOGGING + "=" + System.getProperty(LOGGING));
    }
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Of both paths, whichever it is here. */
  private static String paths() {
    return Stream.of("jdk.module.path", "java.class.path")
        .map(name -> System.getProperty(name, ""))
        .filter(path -> !path.isEmpty())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Where the tests are: they are patched into the module, whose path does not name them. */
  private static String folderOf(Class<?> type) {
    try {
      Path file = Path.of(type.getResource(type.getSimpleName() + ".class").toURI());
      int packages = type.getPackageName().split("\\.").length;
      Path folder = file.getParent();
      for (int i = 0; i < packages; i++) {
        folder = folder.getParent();
      }
      return folder.toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
