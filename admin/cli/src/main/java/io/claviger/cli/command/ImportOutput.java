package io.claviger.cli.command;

import io.claviger.cli.error.Remedy;
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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reports the refused rows and the progress of an import. */
final class ImportOutput implements AutoCloseable {
  private static final int MAX_LIMITS = 10;
  private static final int MAX_CAUSES = 1_000;
  private static final List<String> COLUMNS = List.of("line", "code", "reason");

  /** A value in the wrong column may be a secret. Reasons quote values, and some may be long. */
  private static final Pattern VALUE = Pattern.compile("\".*\"|[!-~]{33,}");

  private final Output output;
  private final ProgressBar bar;
  private final Supplier<OptionalDouble> share;

  /** The lines of the rows that are not written yet, by the number of the row. */
  private final Map<Long, Long> lines = new HashMap<>();

  /** The causes that were printed. */
  private final Map<String, Cause> causes = new LinkedHashMap<>();

  private long rows;
  private long lastLine;

  /** A cause of refusals: the line that was printed with it, and the further rows that have it. */
  private static final class Cause {
    private final long line;
    private long more;
    private long last;

    Cause(long line) {
      this.line = line;
    }
  }

  ImportOutput(Output output, ProgressBar bar, Supplier<OptionalDouble> share) {
    this.output = output;
    this.bar = bar;
    this.share = share;
  }

  /** Says which rows will have no room, before the first one is imported. */
  void exceeded(List<ExceededLimit> limits, Function<ExceededLimit, String> command) {
    for (ExceededLimit limit : limits.subList(0, Math.min(MAX_LIMITS, limits.size()))) {
      output.note(
          String.format(
              "organization %s may have %s keys, and would have %s with all rows; rows without room"
                  + " are refused. Raise the limit, then import again:",
              limit.organization(), limit.limit(), limit.needed()));
      output.note("  " + command.apply(limit));
    }
    if (limits.size() > MAX_LIMITS) {
      output.note("so it is for " + (limits.size() - MAX_LIMITS) + " more organizations");
    }
  }

  /** Notes the line of a row, and returns the row. */
  RawRow read(RawRow row) {
    rows++;
    lastLine = row.line();
    lines.put(rows, row.line());
    return row;
  }

  /** Prints a row, unless a person has already seen its cause. */
  void refused(RefusedRow row) {
    long line = Objects.requireNonNull(lines.remove(row.number()), "line");
    String reason = VALUE.matcher(Remedy.in(row.code(), row.reason())).replaceAll("********");
    if (!output.isJson() && isRepeated(row.code() + reason, line)) {
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("line", line);
    fields.put("code", row.code());
    fields.put("reason", reason);
    bar.clear();
    output.page(COLUMNS, List.of(fields));
  }

  private boolean isRepeated(String text, long line) {
    Cause known = causes.get(text);
    if (known != null) {
      known.more++;
      known.last = line;
    } else if (causes.size() < MAX_CAUSES) {
      causes.put(text, new Cause(line));
    }
    return known != null;
  }

  /** Says how many rows were refused for a cause that was already printed. */
  void repeated() {
    bar.clear();
    for (Cause cause : causes.values()) {
      if (cause.more > 0) {
        output.note(
            "refused like line %d: %d more, the last in line %d"
                .formatted(cause.line, cause.more, cause.last));
      }
    }
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
