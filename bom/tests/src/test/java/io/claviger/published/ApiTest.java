package io.claviger.published;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The file {@code api.txt} of each published module lists its public API, so that a change of the
 * API is a difference to review.
 */
class ApiTest {
  private static final String WRITE =
      "mvn -Dclaviger.api=write -Dtest=ApiTest -Dsurefire.failIfNoSpecifiedTests=false test";

  /** Writes the files anew with {@code -Dclaviger.api=write}. */
  @TestFactory
  Stream<DynamicTest> theFileListsTheApi() {
    return PublishedModule.jars().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> theFileListsTheApi(e.getValue())));
  }

  private static void theFileListsTheApi(PublishedModule module) throws Exception {
    Path file = module.folder().resolve("api.txt");
    List<String> api = api(module.classes());
    if ("write".equals(System.getProperty("claviger.api"))) {
      Files.write(file, api);
    } else {
      assertEquals(
          String.join("\n", api),
          String.join("\n", Files.readAllLines(file)),
          "The API changed. If that is intended, write the files anew and commit them: " + WRITE);
    }
  }

  private static List<String> api(Path classes) throws IOException, ClassNotFoundException {
    Predicate<String> exported = exported(classes);
    List<String> api = new ArrayList<>();
    for (String name : classNames(classes)) {
      Class<?> type = Class.forName(name, false, ApiTest.class.getClassLoader());
      if (exported.test(type.getPackageName()) && ApiDump.isVisible(type)) {
        api.addAll(ApiDump.lines(type));
      }
    }
    return api;
  }

  private static Predicate<String> exported(Path classes) {
    Optional<ModuleReference> module =
        ModuleFinder.of(classes).findAll().stream()
            .filter(m -> !m.descriptor().isAutomatic())
            .findFirst();
    if (module.isEmpty()) {
      return name -> !name.contains(".internal");
    }
    return module.get().descriptor().exports().stream()
            .filter(e -> !e.isQualified())
            .map(Exports::source)
            .collect(Collectors.toSet())
        ::contains;
  }

  private static List<String> classNames(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(f -> classes.relativize(f).toString().replace('\\', '/'))
          .filter(f -> f.endsWith(".class") && !f.endsWith("-info.class"))
          .map(f -> f.substring(0, f.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .toList();
    }
  }
}
