package io.claviger.atlas.conformance;

import io.claviger.atlas.Signing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tables as pages of the documentation: one for each area, and an index. */
final class ConformancePages {
  static final String INDEX = "README.md";

  private static final String INTRODUCTION =
      """
      # The rules of the server

      Look up here how the server answers a request. Each rule is a row of a table, and a test sends each row over HTTP to
      a server on every store.

      | Page | Tables | Rows |
      |---|---|---|
      %s
      ## How to read a row

      - `id` is the name of the test.
      - `section` is the section of the reference that has the rule. `B` and a number are a row of its Appendix B.
        [decisions.md](../decisions.md) describes the reference, and contains that appendix.
      - `request` describes the state before the request, and the request.
      - `answer` lists the checks of the answer. A request after "Then" shows the effect.

      Each row starts with an organization `org`, its first key `owner` and a project `project`. The key `owner` has the
      role `ORG_OWNER` and no whitelist. `{name}` is the id of the object with this name. `{unknown}` is an id that no
      object has. Requests come from 127.0.0.1, and paths are below `/api/atlas/v1.0`, unless the row says otherwise.
      Each test also checks that a refused request and a `GET` change nothing.

      The server runs with its default options, so it accepts HTTP Digest and access tokens only. A service account
      sends a token that it got before, as Bearer. Unless the row says otherwise, each request of a key uses a new nonce
      and the following `Authorization` header. A row may refer to this header as `{digest}`.

      ```text
      %s
      ```

      ## How to update these pages

      The tests write these pages from their rows:

      ```sh
      %s
      ```
      """;

  static final String COMMAND =
      "mvn -pl atlas-server -am test -Dtest=ConformancePagesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dconformance.write=true";

  private ConformancePages() {}

  /** Returns the text of each page by the name of its file. */
  static Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    texts.put(INDEX, index());
    Tables.pages().forEach(page -> texts.put(page.file(), text(page)));
    return texts;
  }

  private static String index() {
    String pages =
        Tables.pages().stream().map(ConformancePages::indexLine).collect(Collectors.joining());
    return INTRODUCTION.formatted(pages, Signing.USUAL.replace('\'', '"'), COMMAND);
  }

  private static String indexLine(Page page) {
    String tables = page.tables().stream().map(Table::title).collect(Collectors.joining("; "));
    int rows = page.tables().stream().mapToInt(table -> table.rows().size()).sum();
    return "| [" + page.title() + "](" + page.file() + ") | " + tables + " | " + rows + " |\n";
  }

  private static String text(Page page) {
    StringBuilder text = new StringBuilder("# " + page.title() + "\n\n");
    text.append("Each row is a test. The index explains [how to read a row]");
    text.append("(" + INDEX + "#how-to-read-a-row).\n");
    for (Table table : page.tables()) {
      text.append("\n## ").append(table.title()).append("\n\n");
      text.append("| id | section | rule | request | answer |\n|---|---|---|---|---|\n");
      table.rows().forEach(row -> text.append(line(row)));
    }
    return text.toString();
  }

  private static String line(Row row) {
    List<String> cells = List.of(row.id(), row.section(), row.rule(), request(row), answer(row));
    return cells.stream()
        .map(ConformancePages::cell)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String request(Row row) {
    String givens = row.givens().stream().map(Given::says).collect(Collectors.joining("; "));
    return (givens.isEmpty() ? "" : givens + ". ") + row.call().says();
  }

  private static String answer(Row row) {
    StringBuilder answer = new StringBuilder(said(row.checks()));
    for (Row.Afterwards next : row.afterwards()) {
      answer.append(". Then ").append(next.call().says()).append(": ").append(said(next.checks()));
    }
    return answer.toString();
  }

  private static String said(List<Check> checks) {
    return checks.stream().map(Check::says).collect(Collectors.joining("; "));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", "\\n").replace("\ufeff", "\\uFEFF");
  }
}
