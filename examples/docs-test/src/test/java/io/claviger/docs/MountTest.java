package io.claviger.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each framework mounts the management of keys in ten lines, which are quoted on its page. */
class MountTest {
  private static final List<String> FRAMEWORKS =
      List.of("### Jakarta REST", "### Jakarta Servlet", "### Spring Boot");

  @Test
  void tenLinesAreEnough() throws IOException {
    Page page =
        Repository.open().pages().stream()
            .filter(each -> each.path().equals("docs/management-over-http.md"))
            .findFirst()
            .orElseThrow();
    Map<String, List<String>> code = new TreeMap<>();
    for (Block block : page.blocks()) {
      String section =
          page.lines().subList(0, block.line()).stream()
              .filter(line -> line.matches("##+ .*"))
              .reduce("", (before, line) -> line);
      if (FRAMEWORKS.contains(section)) {
        List<String> lines = code.computeIfAbsent(section, unused -> new ArrayList<>());
        block.code().stream()
            .filter(line -> !line.isBlank() && !line.startsWith("import "))
            .forEach(lines::add);
      }
    }
    assertEquals(FRAMEWORKS, List.copyOf(code.keySet()));
    code.forEach(
        (section, lines) ->
            assertTrue(lines.size() <= 10, () -> section + ": " + lines.size() + " lines"));
  }
}
