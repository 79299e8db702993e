package io.claviger.management.internal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemCodeTest {
  private static final Path PAGE = Path.of("..", "docs", "management-over-http.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-9]{3}) \\| `([A-Z_]+)` \\|");

  @Test
  void thePageListsTheCodes() throws Exception {
    List<String> listed =
        ROW.matcher(Files.readString(PAGE))
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .toList();
    List<String> codes =
        Arrays.stream(ProblemCode.values()).map(code -> code.status() + " " + code.name()).toList();
    assertEquals(codes, listed);
  }
}
