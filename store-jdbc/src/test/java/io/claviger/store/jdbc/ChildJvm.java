package io.claviger.store.jdbc;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process with the classes of this one, for what only another process can do. */
public final class ChildJvm {
  private static final String LOGGING = "java.util.logging.config.file";

  private ChildJvm() {}

  /** Runs the main class; its errors go where ours go, and it logs as little. */
  public static Process start(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", classPath(main)));
    if (System.getProperty(LOGGING) != null) {
      command.add("-D" + LOGGING + "=" + System.getProperty(LOGGING));
    }
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** All on the class path, whether here it is that or the module path. */
  private static String classPath(Class<?> main) {
    List<String> parts = new ArrayList<>();
    parts.add(folderOf(main));
    for (String property : List.of("jdk.module.path", "java.class.path")) {
      String path = System.getProperty(property, "");
      if (!path.isEmpty()) {
        parts.add(path);
      }
    }
    return String.join(File.pathSeparator, parts);
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
