package io.claviger.atlas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConformanceDocumentTest {
  private static final Path DOCUMENT = Path.of("docs", "conformance.md");

  @Test
  void theDocumentIsWhatTheRowsSay() throws IOException {
    String text = ConformanceDocument.text();
    if (Boolean.getBoolean("conformance.write")) {
      Files.createDirectories(DOCUMENT.getParent());
      Files.writeString(DOCUMENT, text);
    }
    String written = Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "";
    assertEquals(
        text,
        written,
        "docs/conformance.md is not what the rows say; write it anew with: mvn -pl atlas-server -am test"
            + " -Dtest=ConformanceDocumentTest -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Dconformance.write=true");
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

  private static List<Row> rows() {
    return Tables.all().stream().flatMap(table -> table.rows().stream()).toList();
  }
}
