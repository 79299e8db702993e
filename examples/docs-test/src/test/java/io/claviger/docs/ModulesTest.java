package io.claviger.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of modules in docs/architecture.md says what the POMs say. */
class ModulesTest {
  private static final Pattern ROW = Pattern.compile("\\| `([a-z/-]+)` \\|.*\\| ([^|]+) \\|");

  private final Repository repository = Repository.open();
  private final Modules modules = new Modules(repository);

  /** A row: the folder, and the text in the column of the dependencies. */
  private record Row(String folder, String needs) {}

  ModulesTest() throws IOException {}

  private List<Row> rows() throws IOException {
    return repository.pages().stream()
        .filter(page -> page.path().equals("docs/architecture.md"))
        .flatMap(page -> page.lines().stream())
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> new Row(row.group(1), row.group(2)))
        .filter(row -> modules.has(row.folder()))
        .toList();
  }

  @Test
  void aRowHasWhatItsPomHas() throws IOException {
    List<String> problems = new ArrayList<>();
    Set<String> above = new TreeSet<>();
    for (Row row : rows()) {
      if (!row.needs().contains("the modules above")) {
        problems.addAll(problems(row, above));
      }
      above.add(row.folder());
    }
    assertFalse(above.isEmpty());
    assertEquals("", String.join("\n", problems));
  }

  private List<String> problems(Row row, Set<String> above) {
    Modules.Module module = modules.in(row.folder());
    Set<String> words =
        Stream.of(row.needs().split("[ ,()]+", -1)).collect(Collectors.toCollection(TreeSet::new));
    Set<String> named = words.stream().filter(modules::has).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>(module.modules());
    missing.removeAll(modules.closure(named));
    module.libraries().stream()
        .filter(library -> !row.needs().toLowerCase(Locale.ROOT).contains(name(library)))
        .forEach(missing::add);
    Set<String> wrong = new TreeSet<>(named);
    wrong.removeIf(folder -> module.modules().contains(folder) && above.contains(folder));
    return Stream.of(
            missing.isEmpty() ? "" : row.folder() + " also needs " + missing,
            wrong.isEmpty() ? "" : row.folder() + " does not need, or comes before, " + wrong)
        .filter(problem -> !problem.isEmpty())
        .toList();
  }

  /** Returns the name of a library in the table, such as jdbi for jdbi3-core. */
  private static String name(String library) {
    return library.startsWith("bcprov")
        ? "bouncy castle"
        : library.toLowerCase(Locale.ROOT).replaceAll("([a-z]+).*", "$1");
  }

  @Test
  void everyPublishedModuleHasARow() throws IOException {
    Set<String> rows = rows().stream().map(Row::folder).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>(modules.published());
    missing.removeAll(rows);
    assertEquals(Set.of(), missing);
  }
}
