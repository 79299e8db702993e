package io.claviger.cli.command;

import io.claviger.cli.error.Ending;
import io.claviger.cli.error.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints each failure in one line on standard error, and returns the exit code. */
final class Failures {
  private final PrintWriter err;

  Failures(PrintWriter err) {
    this.err = err;
  }

  int wrongCommandLine(ParameterException failure, String[] arguments) {
    CommandSpec command = failure.getCommandLine().getCommandSpec();
    String help = "; see " + command.qualifiedName() + " --help";
    return end(new Ending(ExitCode.USAGE, text(failure) + help));
  }

  int failed(Exception failure, CommandLine line, ParseResult parsed) {
    return end(Ending.of(failure));
  }

  int end(Ending ending) {
    err.println("claviger: " + ending.line());
    err.flush();
    return ending.code().number();
  }

  /**
   * Does not repeat an argument too many, which may be a secret in the wrong place, nor an option
   * in the place of a value, which may have one.
   */
  private static String text(ParameterException failure) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(failure.getMessage()).replaceFirst("(?s) but found '.*", "");
    }
    List<String> options =
        unmatched.getUnmatched().stream().filter(text -> text.matches("--[a-z-]{1,30}")).toList();
    if (!options.isEmpty()) {
      return "unknown option " + String.join(", ", options);
    }
    CommandSpec command = failure.getCommandLine().getCommandSpec();
    return command.subcommands().isEmpty()
        ? "an argument is too much"
        : "the command must be one of " + String.join(", ", command.subcommands().keySet());
  }
}
