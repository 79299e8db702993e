package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.size.Dataset;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How to run.
 *
 * @param quick fewer forks, shorter iterations, the largest cases left out
 * @param only the beginning of the names of the rows that are wanted; empty for all
 * @param large of the large database of the size suite
 * @param results the folder into which the results are written
 * @param incomplete the folder for what lacks rows
 */
public record Options(boolean quick, String only, Dataset large, Path results, Path incomplete) {
  /** What {@code --help} says. */
  public static final String HELP =
      """
      benchmarks/run [--quick] [--only PREFIX] [--size-keys KEYS] [--results FOLDER]

        --quick           one short fork for each number, without the largest cases
        --only PREFIX     rows whose name begins so, such as match/v4; written to benchmarks/target/results
        --size-keys KEYS  a try-out of size, without goals, with so many and not a million; written there too
        --results FOLDER  writes latest.md, latest.json and latest.svg there
      """;

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException for an option that is not known, or lacks its value
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
    // A part of the rows, or a try-out, is not to take the place of all of them.
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

  /** Whether rows of this name, or whose name goes on after it, are wanted. */
  public boolean wants(String name) {
    return name.startsWith(only) || only.startsWith(name);
  }

  /** The command line that says the same. */
  @Override
  public String toString() {
    return "benchmarks/run"
        + (quick ? " --quick" : "")
        + (only.isEmpty() ? "" : " --only " + only)
        + (large.equals(Dataset.FULL) ? "" : " --size-keys " + large.keys());
  }
}
