package io.claviger.simulation;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the sources of the cache with a defect, and loads them beside the real cache. */
final class PlantedCache {
  private static final Path CACHE =
      Path.of("../../store-cache/src/main/java/io/claviger/store/cache");
  private static final Path FACTORY =
      Path.of("src/test/java/io/claviger/simulation/RealCache.java");

  private PlantedCache() {}

  /** Returns the factory of a cache with the defect, whose files are in this folder. */
  static CacheFactory compile(Defect defect, Path folder) throws Exception {
    Path sources = Files.createDirectory(folder.resolve("sources"));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<Path> files = new ArrayList<>(List.of(FACTORY));
    try (Stream<Path> all = Files.list(CACHE)) {
      for (Path each : all.toList()) {
        Path copy = sources.resolve(each.getFileName());
        boolean planted = copy.endsWith(defect.file());
        Files.writeString(copy, planted ? plant(defect, each) : Files.readString(each));
        files.add(copy);
      }
    }
    compile(files, classes);
    ClassLoader loader = new ChildFirst(classes);
    return (CacheFactory)
        loader.loadClass(RealCache.class.getName()).getDeclaredConstructor().newInstance();
  }

  private static String plant(Defect defect, Path file) throws IOException {
    String source = Files.readString(file);
    int first = source.indexOf(defect.before());
    if (first < 0 || source.indexOf(defect.before(), first + 1) >= 0) {
      throw new IllegalStateException(
          "\"" + defect.before() + "\" must occur exactly once in " + file);
    }
    return source.replace(defect.before(), defect.after());
  }

  private static void compile(List<Path> files, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      var units = manager.getJavaFileObjectsFromPaths(files);
      if (!compiler.getTask(messages, manager, null, options, null, units).call()) {
        throw new IllegalStateException("the planted cache does not compile:\n" + messages);
      }
    }
  }

  /** Loads the classes of a folder itself, and others as usual. */
  private static final class ChildFirst extends URLClassLoader {
    private final Path classes;

    ChildFirst(Path classes) throws MalformedURLException {
      super(new URL[] {classes.toUri().toURL()}, PlantedCache.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        boolean own = Files.exists(classes.resolve(name.replace('.', '/') + ".class"));
        Class<?> loaded = own ? findLoadedClass(name) : super.loadClass(name, resolve);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
