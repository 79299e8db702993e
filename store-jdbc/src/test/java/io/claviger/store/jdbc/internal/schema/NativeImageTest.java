package io.claviger.store.jdbc.internal.schema;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;

/** A native image holds what this module finds by name, because the metadata in its jar says so. */
final class NativeImageTest {
  private static final Path RESOURCES = Path.of("src", "main", "resources");
  private static final Path METADATA =
      RESOURCES.resolve("META-INF/native-image/io.claviger/claviger-store-jdbc");
  private static final List<String> FOLDERS = List.of("h2", "mariadb", "mysql", "postgresql");

  /** Each file that the module loads matches the pattern, and nothing else in the jar does. */
  @Test
  void theResourcesAreTheFilesOfTheSchema() throws IOException {
    Set<String> loaded =
        FOLDERS.stream()
            .flatMap(folder -> Migration.FILES.stream().map(file -> file.path(folder)))
            .map(path -> path.substring(1))
            .collect(toCollection(TreeSet::new));
    Pattern included = Pattern.compile(strings("resource-config.json", "pattern").get(0));

    loaded.forEach(path -> assertTrue(Files.exists(RESOURCES.resolve(path)), path));
    assertEquals(loaded, resources(included));
  }

  private static Set<String> resources(Pattern included) throws IOException {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      return files
          .map(file -> RESOURCES.relativize(file).toString().replace('\\', '/'))
          .filter(path -> included.matcher(path).matches())
          .collect(toCollection(TreeSet::new));
    }
  }

  /** The class Eviction finds these two by name. */
  @Test
  void theTypesAreThoseOfThePoolAndOfH2() throws Exception {
    assertEquals(
        List.of(
            HikariDataSource.class.getName(), "evictConnection", JdbcConnection.class.getName()),
        strings("reflect-config.json", "name"));
    assertNotNull(HikariDataSource.class.getMethod("evictConnection", Connection.class));
  }

  private static List<String> strings(String file, String property) throws IOException {
    return Pattern.compile("\"" + property + "\": \"([^\"]*)\"")
        .matcher(Files.readString(METADATA.resolve(file)))
        .results()
        .map(MatchResult::group)
        .map(text -> text.substring(property.length() + 5, text.length() - 1))
        .map(text -> text.replace("\\\\", "\\"))
        .toList();
  }
}
