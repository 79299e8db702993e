package io.claviger.cli.error;

/** The exit codes of the program. Scripts depend on the numbers, so they never change. */
public enum ExitCode {
  /** The command succeeded. */
  OK(0),
  /** A rule forbids it, something does not exist, or the answer is no. Nothing was changed. */
  REFUSED(1),
  /** The command line is wrong. Nothing was changed. */
  USAGE(2),
  /** Some rows of an import were refused, and the others are there. */
  PARTLY(3),
  /** The store cannot be used now, or other changes were in the way. Nothing was changed. */
  STORE(4),
  /** A change was made or may have been made, but its result is lost. Somebody must look. */
  LOOK(5),
  /** The command looked for problems, and found some. Nothing was changed. */
  PROBLEMS(6),
  /** The program has a defect. */
  DEFECT(70);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** Returns the number that the process ends with. */
  public int number() {
    return number;
  }
}
