package io.claviger.published;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A native image holds only what somebody names. So each class that finds others, or resources, by
 * name needs an entry in the metadata of its module, and a test of that entry.
 */
class ReflectionTest {
  private static final Pattern BY_NAME =
      Pattern.compile(
          "Class\\.forName\\(|ClassUtils\\.|loadClass\\(|(Class\\(\\)|class)\\.get(Method|Field|Constructor)s?\\(|"
              + "getDeclared(Method|Field|Constructor)s?\\(|newProxyInstance\\(|ObjectInputStream|"
              + "class\\.getResource|[lL]oader(\\(\\))?\\.get(System)?Resource|ResourceBundle\\.|"
              + "ServiceLoader\\.load");

  @Test
  void onlyClassesWithTestedMetadataFindSomethingByName() {
    Set<String> found =
        PublishedModule.jars().values().stream()
            .flatMap(m -> sources(m.folder().resolve(Path.of("src", "main", "java"))).stream())
            .filter(file -> BY_NAME.matcher(text(file)).find())
            .map(file -> file.getFileName().toString())
            .collect(toCollection(TreeSet::new));
    assertEquals(
        Set.of(
            // Without metadata of the pool, a message has no URL.
            "DatabaseUrl.java",
            "ElementFiles.java",
            "Eviction.java",
            // Asks for a type that OptionalType names.
            "ForwardedAddresses.java",
            "OptionalType.java",
            "SchemaFile.java"),
        found);
  }

  private static List<Path> sources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
