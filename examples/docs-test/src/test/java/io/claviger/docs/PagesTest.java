package io.claviger.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.TokenFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What pages link to is there. */
class PagesTest {
  private static final Pattern NAMED_PAGE = Pattern.compile("\\bdocs/[a-z-]+\\.md\\b");

  /**
   * A fence of tildes or one without an end, a reference, HTML, a target on the next line, or a
   * piece of code that goes on there.
   */
  private static final Pattern OTHER_FORM =
      Pattern.compile("^\\s*~~~|^ *\\[[^\\]]+\\]:\\s|\\]\\[|</?[a-z]|\\]\\($|`");

  private static final Pattern CODE_WITH_BAR =
      Pattern.compile("\\|(?:[^`]*`[^`]*`)*?[^`]*`[^`]*\\\\\\|[^`]*`.*");

  private final Repository repository = Repository.open();
  private final Map<String, Page> pages =
      repository.pages().stream().collect(Collectors.toMap(Page::path, Function.identity()));

  PagesTest() throws IOException {}

  /** What the tests do not find, they do not check. */
  @Test
  void blocksAndLinksHaveTheFormThatTheTestsRead() {
    List<String> problems = new ArrayList<>();
    for (Page page : pages.values()) {
      List<String> prose = page.prose();
      for (int i = 0; i < prose.size(); i++) {
        boolean afterEmpty = i > 0 && prose.get(i - 1).isEmpty();
        String text = prose.get(i).replaceAll("`[^`]*`", "");
        if (OTHER_FORM.matcher(text).find() || (afterEmpty && text.matches("(\t| {4}).*"))) {
          problems.add(page.path() + ":" + (i + 1) + ": write ``` and [text](target) in one line");
        }
      }
    }
    assertNone(problems);
  }

  /** In a table, a backslash before a | is not shown, not even in code. */
  @Test
  void codeInTablesIsShownAsItStands() {
    List<String> problems = new ArrayList<>();
    for (Page page : pages.values()) {
      List<String> prose = page.prose();
      for (int i = 0; i < prose.size(); i++) {
        if (CODE_WITH_BAR.matcher(prose.get(i)).matches()) {
          problems.add(
              page.path() + ":" + (i + 1) + ": show code with a | in a block, not in a table");
        }
      }
    }
    assertNone(problems);
  }

  @Test
  void whatPagesLinkToIsThere() {
    List<String> problems = new ArrayList<>();
    for (Page page : pages.values()) {
      for (Page.Link link : page.links()) {
        String problem = problem(page, link.target());
        if (problem != null) {
          problems.add(page.path() + ":" + link.line() + ": " + link.target() + ": " + problem);
        }
      }
    }
    assertNone(problems);
  }

  private String problem(Page page, String target) {
    if (target.matches("(https?|mailto):.*")) {
      return null;
    }
    String[] parts = target.split("#", 2);
    Path root = repository.root();
    Path file =
        parts[0].isEmpty()
            ? root.resolve(page.path())
            : root.resolve(page.path()).resolveSibling(parts[0]).normalize();
    if (!file.startsWith(root)) {
      return "link to a file of this repository";
    }
    String name = repository.name(file);
    if (repository.files().stream().noneMatch(each -> each.startsWith(file))) {
      return "there is no file " + name;
    }
    if (parts.length == 1) {
      return null;
    }
    if (!pages.containsKey(name)) {
      return "only pages have anchors; link to the file";
    }
    return pages.get(name).anchors().contains(parts[1])
        ? null
        : "the headings of " + name + " have the anchors " + pages.get(name).anchors();
  }

  @Test
  void theReadmeLinksToEveryPage() {
    List<String> linked = pages.get("README.md").links().stream().map(Page.Link::target).toList();
    assertNone(
        pages.keySet().stream()
            .filter(path -> path.matches("([A-Z]+|docs/[^/]+)\\.md") && !path.equals("README.md"))
            .filter(path -> !linked.contains(path))
            .map(path -> "README.md:1: link to " + path)
            .toList());
  }

  @Test
  void pagesThatJavaFilesNameAreThere() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Path file : repository.ending(".java")) {
      String name = repository.name(file);
      if (name.startsWith("examples/docs-test/") || name.startsWith("atlas-server/")) {
        continue;
      }
      Matcher named = NAMED_PAGE.matcher(Files.readString(file));
      while (named.find()) {
        if (!pages.containsKey(named.group())) {
          problems.add(name + ": there is no page " + named.group());
        }
      }
    }
    assertNone(problems);
  }

  @Test
  void theFormOfTokensIsThePublishedOne() {
    String form = TokenFormat.of("acme").pattern().pattern();
    Page page = pages.get("docs/managing-keys.md");
    assertTrue(
        String.join("\n", page.lines()).contains("`" + form + "`"),
        page.path() + ":1: say that tokens of the prefix acme have the form `" + form + "`");
  }

  private static void assertNone(List<String> problems) {
    assertEquals("", String.join("\n", problems));
  }
}
