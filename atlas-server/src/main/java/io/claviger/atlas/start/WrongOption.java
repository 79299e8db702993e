package io.claviger.atlas.start;

import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, without the values that may be secret. */
final class WrongOption {
  private WrongOption() {}

  /** Returns the exception for the first mistake that the parser found. */
  static IllegalArgumentException of(ParameterException failure) {
    return new IllegalArgumentException(text(failure));
  }

  /** Refuses values that are empty, or that look like the next option. */
  static void requireValues(OptionSpec option) {
    for (String text : option.originalStringValues()) {
      if (text.isEmpty() || text.startsWith("--")) {
        throw new IllegalArgumentException(needsValue(option));
      }
    }
  }

  private static String text(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      // The text after the equals sign is not shown, because it may be a password.
      return "unknown option " + unmatched.getUnmatched().get(0).split("=", 2)[0];
    }
    if (failure instanceof MissingParameterException missing) {
      return needsValue(missing.getMissing().get(0));
    }
    if (failure instanceof OverwrittenOptionException twice) {
      return name(twice.getOverwritten()) + " is given twice";
    }
    String name = name(failure.getArgSpec());
    Throwable cause = failure.getCause();
    // The parser itself converts nothing but the values of flags.
    return cause == null || cause instanceof TypeConversionException
        ? name + " takes no value"
        : name + ": " + cause.getMessage();
  }

  private static String needsValue(ArgSpec option) {
    return name(option) + " needs a value";
  }

  private static String name(ArgSpec option) {
    return ((OptionSpec) option).longestName();
  }
}
