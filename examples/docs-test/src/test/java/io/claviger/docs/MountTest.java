package io.claviger.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Each framework mounts the page where users manage keys in ten lines, of code, of properties and
 * of the page itself. They are quoted from the applications that a browser tests.
 */
class MountTest {
  private static final List<String> FRAMEWORKS =
      List.of("### Jakarta REST", "### Jakarta Servlet", "### Spring Boot");

  @Test
  void tenLinesAreEnough() throws IOException {
    Repository repository = Repository.open();
    Quotations pages = new Quotations(repository, ".html");
    Page page =
        repository.pages().stream()
            .filter(each -> each.path().equals("docs/management-over-http.md"))
            .findFirst()
            .orElseThrow();
    Map<String, Integer> lines = new TreeMap<>();
    int shared = 0;
    for (Block block : page.blocks()) {
      String section = section(page, block);
      int more = lines(block);
      if (FRAMEWORKS.contains(section)) {
        lines.merge(section, more, Integer::sum);
      } else if (section.equals("## Mount it")) {
        assertTrue(pages.contain(block), block.at() + "quote the page that a browser tests");
        shared += more;
      }
    }
    assertEquals(2, shared);
    assertEquals(FRAMEWORKS, List.copyOf(lines.keySet()));
    for (Map.Entry<String, Integer> each : lines.entrySet()) {
      int all = each.getValue() + shared;
      assertTrue(all <= 10, () -> each.getKey() + ": " + all + " lines");
    }
  }

  private static String section(Page page, Block block) {
    return page.lines().subList(0, block.line()).stream()
        .filter(line -> line.matches("##+ .*"))
        .reduce("", (before, line) -> line);
  }

  private static int lines(Block block) {
    return (int)
        block.code().stream()
            .filter(line -> !line.isBlank() && !line.startsWith("import "))
            .count();
  }
}
