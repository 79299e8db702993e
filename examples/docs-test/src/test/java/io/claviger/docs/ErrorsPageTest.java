package io.claviger.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.http.access.ProblemDocument;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventType;
import io.claviger.model.RuleViolationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page lists each code with its status and its text, and each event with its details. */
class ErrorsPageTest {
  private static final Pattern KIND = Pattern.compile("### ([0-9]{3} `[A-Z_]+`)");
  private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| (.+?) \\| (.*?) ?\\|");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  private final List<String> lines;
  private final int events;

  ErrorsPageTest() throws IOException {
    lines =
        Repository.open().pages().stream()
            .filter(each -> each.path().equals("docs/errors.md"))
            .findFirst()
            .orElseThrow()
            .lines();
    events = lines.indexOf("## Events");
  }

  @Test
  void eachCodeHasItsKindItsStatusAndItsText() {
    List<String> rows = new ArrayList<>();
    String kind = "";
    for (String line : lines.subList(lines.indexOf("## Codes"), events)) {
      Matcher heading = KIND.matcher(line);
      kind = heading.matches() ? heading.group(1) : kind;
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add("%s %s: %s".formatted(kind, row.group(1), row.group(2)));
      }
    }
    List<String> codes =
        Arrays.stream(ErrorCode.values())
            .map(ErrorsPageTest::row)
            .sorted(Comparator.comparing(row -> row.substring(0, 3)))
            .toList();
    assertEquals(String.join("\n", codes), String.join("\n", rows));
  }

  private static String row(ErrorCode code) {
    var exception = new RuleViolationException(code, "", "VALUE");
    return "%d `%s` %s: %s"
        .formatted(
            ProblemDocument.of(exception).status(),
            code.kind(),
            code.name(),
            exception.publicMessage());
  }

  @Test
  void eachEventHasItsDetails() throws Exception {
    Map<String, Set<String>> rows = new TreeMap<>();
    for (String line : lines.subList(events, lines.size())) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1), names(row.group(3)));
      }
    }
    Map<String, Set<String>> written = EventDetails.ofAllTypes();
    assertEquals(
        Arrays.stream(EventType.values()).map(Enum::name).collect(Collectors.toSet()),
        written.keySet(),
        "make an event of each type in EventDetails");
    assertEquals(text(written), text(rows));
  }

  private static Set<String> names(String cell) {
    return NAME.matcher(cell)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(Map<String, Set<String>> details) {
    return details.entrySet().stream().map(Object::toString).collect(Collectors.joining("\n"));
  }
}
