package io.claviger.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All rows of one run. */
public record Results(Run run, Machine machine, List<Row> rows) {
  private static final String PAGE = "latest.md";
  private static final String NUMBERS = "latest.json";
  private static final String CHART = "latest.svg";

  /** Copies the list. */
  public Results {
    rows = List.copyOf(rows);
  }

  /**
   * Creates the folder if it does not exist.
   *
   * @throws IllegalArgumentException if results cannot be written into it
   */
  public static void prepare(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IllegalArgumentException("the folder " + folder + " cannot be made: " + e, e);
    }
    requireWritable(folder);
    Stream.of(PAGE, NUMBERS, CHART)
        .map(folder::resolve)
        .filter(Files::exists)
        .forEach(Results::requireWritable);
  }

  private static void requireWritable(Path path) {
    if (!Files.isWritable(path)) {
      throw new IllegalArgumentException(
          path + " cannot be written; choose another folder with --results");
    }
  }

  /** Writes latest.md, latest.json and latest.svg into this existing folder. */
  public void write(Path folder) throws IOException {
    Files.writeString(folder.resolve(PAGE), new Markdown(this).toString());
    Files.writeString(folder.resolve(NUMBERS), new Json(rows).toString());
    Files.writeString(folder.resolve(CHART), new Chart(this).toString());
  }

  /** Returns a sentence that says how many goals are met. */
  public String summary() {
    long goals = rows.stream().filter(row -> row.goal() != null).count();
    long met = rows.stream().filter(row -> Boolean.TRUE.equals(row.holds())).count();
    return met + " of " + goals + " goals met, " + (rows.size() - goals) + " rows without a goal";
  }
}
