package io.claviger.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The classes, methods and tests in docs/rules.md exist. {@link PagesTest} checks its links. */
class RulesTest {
  private static final String PATH = "docs/rules.md";
  private static final Pattern ROW = Pattern.compile("\\| (.+) \\| (.+) \\| (.+) \\| (.+) \\|");
  private static final Pattern NAME = Pattern.compile("`(\\w+)(?:#(\\w+))?`");

  /** If there are fewer rows, they have another form than this test reads. */
  private static final int FEWEST = 60;

  private final Page page;
  private final Sources code;
  private final Sources tests;

  RulesTest() throws IOException {
    Repository repository = Repository.open();
    this.page =
        repository.pages().stream()
            .filter(each -> each.path().equals(PATH))
            .findFirst()
            .orElseThrow();
    this.code = new Sources(repository, path -> path.contains("src/main/"));
    this.tests =
        new Sources(repository, path -> path.contains("src/test/") || path.startsWith("testing/"));
  }

  @Test
  void eachRuleHasItsCodeItsTestAndItsPage() {
    List<String> problems = new ArrayList<>();
    int rows = 0;
    for (int i = 0; i < page.lines().size(); i++) {
      Matcher row = ROW.matcher(page.lines().get(i));
      if (row.matches() && !row.group(2).equals("code") && !row.group(2).equals("---")) {
        rows++;
        List<String> found = new ArrayList<>();
        found.addAll(problems(row.group(2), code, false));
        found.addAll(problems(row.group(3), tests, true));
        if (!row.group(4).contains("](")) {
          found.add("link to a page");
        }
        String place = PATH + ":" + (i + 1) + ": ";
        found.forEach(problem -> problems.add(place + problem));
      }
    }
    assertEquals("", String.join("\n", problems));
    assertTrue(rows >= FEWEST, PATH + " has only " + rows + " rows of this form");
  }

  private static List<String> problems(String cell, Sources sources, boolean tests) {
    List<String> problems = new ArrayList<>();
    if (!cell.replaceAll(NAME.pattern(), "").matches("(, )*")) {
      problems.add("write `Class#method, ...` in this form: " + cell);
    }
    Matcher name = NAME.matcher(cell);
    while (name.find()) {
      String method = name.group(2);
      if (!sources.hasClass(name.group(1))) {
        problems.add("there is no class " + name.group(1));
      } else if (method == null && sources.isAmbiguous(name.group(1))) {
        problems.add("several classes are called " + name.group(1) + "; name a method");
      } else if (method != null
          && !(tests
              ? sources.hasTest(name.group(1), method)
              : sources.hasMethod(name.group(1), method))) {
        problems.add("there is no " + (tests ? "test " : "method ") + name.group());
      }
    }
    return problems;
  }
}
