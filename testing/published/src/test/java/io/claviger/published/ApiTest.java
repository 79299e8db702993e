package io.claviger.published;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private static List<String> api(Path classes) throws Exception {
    List<String> api =
        new ArrayList<>(PublicTypes.module(classes).map(ApiTest::lines).orElse(List.of()));
    PublicTypes.of(classes).forEach(type -> api.addAll(ApiDump.lines(type)));
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
}
