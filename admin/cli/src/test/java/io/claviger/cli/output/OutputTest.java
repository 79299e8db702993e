package io.claviger.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputTest {
  private final StringWriter printed = new StringWriter();
  private final Output output =
      new Output(new PrintWriter(printed), new PrintWriter(new StringWriter()), false);

  @Test
  void aTableHasOneHeaderAndAlignedColumns() {
    List<String> columns = List.of("id", "lastUsedAt");
    Instant at = Instant.parse("2026-01-02T03:04:05.678901Z");
    output.page(columns, List.of(Map.of("id", "longer", "lastUsedAt", Optional.of(at))));
    output.page(columns, List.of(Map.of("id", "b", "lastUsedAt", Optional.empty())));
    assertEquals(
        """
        ID      LAST USED AT
        longer  2026-01-02T03:04:05Z
        b       -
        """,
        printed.toString().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void textThatWouldChangeTheTerminalIsMasked() {
    output.one(Map.of("description", "a\u001b[2Jb\u202ec\nd"));
    assertEquals("description  a?[2Jb?c?d", printed.toString().stripTrailing());
  }
}
