package io.claviger.atlas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ConformancePagesTest {
  private static final Path FOLDER = Path.of("docs", "conformance");
  private static final int MAX_LINES = 250;

  @Test
  void thePagesAreWhatTheRowsSay() throws IOException {
    Map<String, String> pages = ConformancePages.texts();
    if (Boolean.getBoolean("conformance.write")) {
      Files.createDirectories(FOLDER);
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
      }
    }
    String howToWrite = "docs/conformance differs from the rows; write it again with: ";
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = FOLDER.resolve(page.getKey());
      String written = Files.exists(file) ? Files.readString(file) : "";
      assertEquals(page.getValue(), written, howToWrite + ConformancePages.COMMAND);
    }
    assertEquals(new TreeSet<>(pages.keySet()), files());
  }

  @Test
  void noPageIsTooLongToRead() {
    ConformancePages.texts()
        .forEach((file, text) -> assertTrue(text.lines().count() <= MAX_LINES, file));
  }

  @Test
  void noTwoRowsHaveOneId() {
    Set<String> seen = new HashSet<>();
    List<String> twice = rows().stream().map(Row::id).filter(id -> !seen.add(id)).toList();
    assertEquals(List.of(), twice);
  }

  @Test
  void everyRowAsksAndExpects() {
    for (Row row : rows()) {
      assertFalse(row.checks().isEmpty(), row.id());
      assertFalse(row.rule().isEmpty() || row.section().isEmpty(), row.id());
    }
  }

  private static Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<Row> rows() {
    return Tables.all().stream().flatMap(table -> table.rows().stream()).toList();
  }
}
