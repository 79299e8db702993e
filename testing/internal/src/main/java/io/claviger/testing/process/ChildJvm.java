package io.claviger.testing.process;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts another process with the classes of this one. */
public final class ChildJvm {
  private static final String LOGGING = "java.util.logging.config.file";

  private ChildJvm() {}

  /** Runs the main class, with the standard error stream and the logging of this process. */
  public static Process start(Class<?> main, String... arguments) throws IOException {
    return start(List.of("-cp", folderOf(main) + File.pathSeparator + paths()), main, arguments);
  }

  /**
   * Does the same with a module path, from which it takes these modules and those they require. The
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

  /** Returns the class path and the module path. */
  private static String paths() {
    return Stream.of("jdk.module.path", "java.class.path")
        .map(name -> System.getProperty(name, ""))
        .filter(path -> !path.isEmpty())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Returns the folder of the tests, which are patched into the module and not on its path. */
  private static String folderOf(Class<?> type) {
    try {
      String name = "/" + type.getName().replace('.', '/') + ".class";
      Path file = Path.of(Objects.requireNonNull(type.getResource(name), name).toURI());
      return file.toString().substring(0, file.toString().length() - name.length());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
