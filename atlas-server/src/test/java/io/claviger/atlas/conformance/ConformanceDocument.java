package io.claviger.atlas.conformance;

import io.claviger.atlas.Signing;
import java.util.List;
import java.util.stream.Collectors;

/** The tables as text: what the server promises, row by row. */
final class ConformanceDocument {
  private static final String INTRODUCTION =
      """
      # What the server does, rule by rule

      Each row is a test, run over HTTP on every store. `section` is that of the reference in which the rule stands, `B` a
      row of its Appendix B: [decisions.md](decisions.md) says what the reference is, and holds that appendix. Paths are
      below `/api/atlas/v1.0` where they show no other base. In every world there is an organization `org` with its first
      key owner, an `ORG_OWNER` without whitelist, and a project `project`; what else there is stands before the request.
      `{name}` is the id of what is called so, `{unknown}` an id that nothing has. Requests come from 127.0.0.1 unless they
      say otherwise. Whatever is refused has changed nothing, and neither has a `GET`.

      The server is as it is by default: it takes HTTP Digest alone. Where the row says nothing else, each request has a
      nonce of its own, its first use, and an `Authorization` that is written so, `{digest}`:

          %s

      Written by the tests, not by hand.
      """
          .formatted(Signing.USUAL.replace('\'', '"'));

  private ConformanceDocument() {}

  static String text() {
    StringBuilder text = new StringBuilder(INTRODUCTION);
    for (Table table : Tables.all()) {
      text.append("\n## ").append(table.title()).append("\n\n");
      text.append("| id | section | rule | request | answer |\n|---|---|---|---|---|\n");
      table.rows().forEach(row -> text.append(line(row)));
    }
    return text.toString();
  }

  private static String line(Row row) {
    List<String> cells = List.of(row.id(), row.section(), row.rule(), request(row), answer(row));
    return cells.stream()
        .map(ConformanceDocument::cell)
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
    return text.replace("|", "\\|").replace("\n", "\\n");
  }
}
