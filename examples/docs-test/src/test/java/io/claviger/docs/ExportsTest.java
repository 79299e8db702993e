package io.claviger.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A module uses an internal package of another one only if a row of docs/architecture.md says so.
 * The class path does not enforce this, nor does the compiler in modules without a descriptor.
 */
class ExportsTest {
  private static final String SOURCES = "/src/main/java/";
  private static final String DESCRIPTOR = SOURCES + "module-info.java";
  private static final Pattern ROW =
      Pattern.compile(
          "\\| `(io\\.claviger\\.[a-z.]*internal[a-z.]*)` \\| (`[a-z/-]+`(?:, `[a-z/-]+`)*) \\|");
  private static final Pattern PACKAGE =
      Pattern.compile("(?<!\")\\bio\\.claviger(?:\\.[a-z]+)*\\.internal(?:\\.[a-z]+)*\\b");
  private static final Pattern NAME = Pattern.compile("\\bmodule ([a-z.]+) \\{");
  private static final Pattern EXPORT = Pattern.compile("\\bexports ([a-z.]+) to\\s([^;]+);");

  private final Repository repository = Repository.open();

  ExportsTest() throws IOException {}

  /** Returns the folders of the modules that may use a package, by its name. */
  private Map<String, Set<String>> rows() throws IOException {
    return repository.pages().stream()
        .filter(page -> page.path().equals("docs/architecture.md"))
        .flatMap(page -> page.lines().stream())
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .collect(
            Collectors.toMap(row -> row.group(1), row -> names(row.group(2).replace("`", ""))));
  }

  @Test
  void aModuleUsesTheInternalPackagesThatItsRowsName() throws IOException {
    Map<String, String> owners = new TreeMap<>();
    for (Path file : repository.ending(".java")) {
      String path = repository.name(file);
      if (path.contains(SOURCES)) {
        String name = path.substring(path.indexOf(SOURCES) + SOURCES.length());
        owners.put(name.replaceFirst("/?[^/]+$", "").replace('/', '.'), folder(path));
      }
    }
    Map<String, Set<String>> used = new TreeMap<>();
    for (Path file : repository.ending(".java")) {
      String path = repository.name(file);
      if (path.contains(SOURCES) && !path.endsWith(DESCRIPTOR)) {
        PACKAGE
            .matcher(Files.readString(file))
            .results()
            .map(MatchResult::group)
            .filter(name -> !owners.getOrDefault(name, folder(path)).equals(folder(path)))
            .forEach(name -> used.computeIfAbsent(name, it -> new TreeSet<>()).add(folder(path)));
      }
    }
    assertFalse(used.isEmpty());
    assertEquals(lines(rows()), lines(used));
  }

  @Test
  void aDescriptorExportsToTheModulesOfItsRows() throws IOException {
    Map<String, String> folders = new TreeMap<>();
    Map<String, Set<String>> exports = new TreeMap<>();
    for (Path file : repository.ending(DESCRIPTOR)) {
      String text = Files.readString(file);
      first(NAME, text).ifPresent(name -> folders.put(name, folder(repository.name(file))));
      EXPORT
          .matcher(text)
          .results()
          .forEach(export -> exports.put(export.group(1), names(export.group(2))));
    }
    exports.replaceAll(
        (name, to) -> to.stream().map(folders::get).collect(Collectors.toCollection(TreeSet::new)));
    Map<String, Set<String>> rows = rows();
    rows.values().forEach(each -> each.retainAll(folders.values()));
    assertEquals(lines(rows), lines(exports));
  }

  private static Set<String> names(String list) {
    return Arrays.stream(list.strip().split(",\\s*", -1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<String> first(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> result.group(1)).findFirst();
  }

  private static String folder(String path) {
    return path.substring(0, path.indexOf(SOURCES));
  }

  private static String lines(Map<String, Set<String>> users) {
    return Stream.of(new TreeMap<>(users))
        .flatMap(sorted -> sorted.entrySet().stream())
        .map(each -> each.getKey() + " to " + each.getValue())
        .collect(Collectors.joining("\n"));
  }
}
