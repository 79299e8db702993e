package io.claviger.cli.command;

import io.claviger.cli.output.Output;
import io.claviger.cli.output.ProgressBar;
import io.claviger.cli.rows.RawRow;
import io.claviger.importing.ExceededLimit;
import io.claviger.importing.ImportProgress;
import io.claviger.importing.RefusedRow;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reports the refused rows and the progress of an import. */
final class ImportOutput implements AutoCloseable {
  private static final int MOST_LIMITS = 10;
  private static final List<String> COLUMNS = List.of("line", "code", "reason");

  /** A value in the wrong column may be a secret. Reasons quote values, and some may be long. */
  private static final Pattern VALUE = Pattern.compile("\".*\"|[!-~]{33,}");

  private final Output output;
  private final ProgressBar bar;
  private final Supplier<OptionalDouble> share;

  /** The lines of the rows that are not written yet, by the number of the row. */
  private final Map<Long, Long> lines = new HashMap<>();

  private long rows;
  private long lastLine;

  ImportOutput(Output output, ProgressBar bar, Supplier<OptionalDouble> share) {
    this.output = output;
    this.bar = bar;
    this.share = share;
  }

  /** Says which rows will have no room, before the first one is imported. */
  void exceeded(List<ExceededLimit> limits) {
    limits.stream().limit(MOST_LIMITS).map(ImportOutput::hint).forEach(output::note);
    if (limits.size() > MOST_LIMITS) {
      output.note("so it is for " + (limits.size() - MOST_LIMITS) + " more organizations");
    }
  }

  private static String hint(ExceededLimit limit) {
    return String.format(
        "organization %s may have %s keys, and would have %s with all rows; rows without room are"
            + " refused. Run: organizations update %s --limit-keys %s, then the import again",
        limit.organization(), limit.limit(), limit.needed(), limit.organization(), limit.needed());
  }

  /** Notes the line of a row, and returns the row. */
  RawRow read(RawRow row) {
    rows++;
    lastLine = row.line();
    lines.put(rows, row.line());
    return row;
  }

  void refused(RefusedRow row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("line", Objects.requireNonNull(lines.remove(row.number()), "line"));
    fields.put("code", row.code());
    fields.put("reason", VALUE.matcher(row.reason()).replaceAll("********"));
    bar.clear();
    output.page(COLUMNS, List.of(fields));
  }

  void progress(ImportProgress progress) {
    lines.clear();
    bar.show(share.get(), progress.rows() + " rows, " + progress.refused() + " refused");
  }

  /** Says how to go on after a failure. */
  void stopped() {
    bar.clear();
    output.note(
        "stopped before line "
            + (lastLine + 1)
            + "; run the import again, which leaves imported keys as they are");
  }

  @Override
  public void close() {
    bar.close();
  }
}
