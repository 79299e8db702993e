package io.claviger.published;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
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
    Optional<ModuleDescriptor> module =
        ModuleFinder.of(classes).findAll().stream().map(ModuleReference::descriptor).findFirst();
    List<String> api = new ArrayList<>(module.map(ApiTest::lines).orElse(List.of()));
    Predicate<String> exported =
        module.map(ApiTest::exported).orElse(name -> !name.contains(".internal"));
    for (String name : classNames(classes)) {
      Class<?> type = Class.forName(name, false, ApiTest.class.getClassLoader());
      if (exported.test(type.getPackageName()) && ApiDump.isVisible(type)) {
        api.addAll(ApiDump.lines(type));
      }
    }
    return api;
  }

  /** Returns a line for the module, and one for each module that users get with it. */
  private static List<String> lines(ModuleDescriptor module) {
    return Stream.concat(
            Stream.of("module " + module.name()),
            module.requires().stream()
                .filter(r -> r.modifiers().contains(Requires.Modifier.TRANSITIVE))
                .map(r -> "  requires transitive " + r.name())
                .sorted())
        .toList();
  }

  private static Predicate<String> exported(ModuleDescriptor module) {
    return module.exports().stream()
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
