package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.size.Dataset;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The options of a run.
 *
 * @param quick whether there are fewer forks and shorter iterations, without the largest cases
 * @param only the prefix of the names of the wanted rows; empty for all
 * @param large the large dataset of the size suite
 * @param results the folder for the results
 * @param incomplete the folder for results that lack rows
 */
public record Options(boolean quick, String only, Dataset large, Path results, Path incomplete) {
  /** The text of {@code --help}. */
  public static final String HELP =
      """
      benchmarks/run [--quick] [--only PREFIX] [--size-keys KEYS] [--results FOLDER]

        --quick           starts one short JVM for each number and leaves out the largest cases
        --only PREFIX     measures only rows whose names begin so, such as match/v4; writes to benchmarks/target/results
        --size-keys KEYS  uses this many keys instead of a million for size, without goals; writes there, too
        --results FOLDER  writes latest.md, latest.json and latest.svg there
      """;

  /**
   * Parses a command line.
   *
   * @throws IllegalArgumentException if an option is unknown, or its value is missing or wrong
   */
  public static Options parse(List<String> arguments, Path module) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    boolean quick = false;
    String only = "";
    Dataset large = Dataset.FULL;
    Path results = null;
    while (!rest.isEmpty()) {
      String option = rest.pop();
      switch (option) {
        case "--quick" -> quick = true;
        case "--only" -> only = value(option, rest);
        case "--size-keys" -> large = dataset(value(option, rest));
        case "--results" -> results = Path.of(value(option, rest));
        default -> throw new IllegalArgumentException("unknown option " + option + "\n" + HELP);
      }
    }
    // Results of some rows, or of a smaller dataset, must not replace complete ones.
    Path incomplete = module.resolve("target/results");
    boolean all = only.isEmpty() && large.equals(Dataset.FULL);
    Path standard = all ? module.resolve("results") : incomplete;
    return new Options(quick, only, large, results == null ? standard : results, incomplete);
  }

  private static Dataset dataset(String keys) {
    String option = "--size-keys " + keys + ": ";
    if (!keys.matches("[0-9]{1,7}")) {
      throw new IllegalArgumentException(option + "no number of up to 7 digits\n" + HELP);
    }
    try {
      return new Dataset(Integer.parseInt(keys));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + e.getMessage() + "\n" + HELP, e);
    }
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty() || rest.peek().isEmpty() || rest.peek().startsWith("--")) {
      throw new IllegalArgumentException(option + " needs a value\n" + HELP);
    }
    return rest.pop();
  }

  /** Returns whether a row with this name is wanted, or a row whose name begins with it. */
  public boolean wants(String name) {
    return name.startsWith(only) || only.startsWith(name);
  }

  /** Returns the equivalent command line, without the folders. */
  @Override
  public String toString() {
    return "benchmarks/run"
        + (quick ? " --quick" : "")
        + (only.isEmpty() ? "" : " --only " + only)
        + (large.equals(Dataset.FULL) ? "" : " --size-keys " + large.keys());
  }
}
