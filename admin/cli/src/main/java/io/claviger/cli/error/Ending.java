package io.claviger.cli.error;

import io.claviger.model.ClavigerException;
import io.claviger.model.ContentionException;
import io.claviger.model.InvalidValueException;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.StoreException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The exit code of a failure, and its message in one line.
 *
 * @param line has no control characters, and no text in the form of a private key
 */
public record Ending(ExitCode code, String line) {
  /** A UUID is the private key of a pair; ids of the library are shorter than a token's secret. */
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}|[0-9A-Za-z]{33,}");

  private static final Pattern SPACE = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}\\s]+");

  /** Masks private keys, and replaces line breaks. */
  public Ending {
    Objects.requireNonNull(code, "code");
    String oneLine = SPACE.matcher(line).replaceAll(" ").strip();
    line = PRIVATE_KEY.matcher(oneLine).replaceAll("********");
  }

  /** Returns how the program ends after this failure. */
  public static Ending of(Throwable failure) {
    if (failure instanceof CliException known) {
      return new Ending(known.code(), String.valueOf(known.getMessage()));
    }
    if (failure instanceof ClavigerException refused) {
      return new Ending(
          code(refused),
          Remedy.in(refused.code(), String.valueOf(refused.getMessage()))
              + " ["
              + refused.code()
              + "]");
    }
    return new Ending(ExitCode.DEFECT, defect(failure));
  }

  private static ExitCode code(ClavigerException refused) {
    if (refused instanceof StoreException || refused instanceof ContentionException) {
      return ExitCode.STORE;
    }
    if (refused instanceof OutcomeUnknownException) {
      return ExitCode.LOOK;
    }
    return refused instanceof InvalidValueException ? ExitCode.USAGE : ExitCode.REFUSED;
  }

  /** Names the place instead of the message, which may quote anything. */
  private static String defect(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    String place = trace.length == 0 ? "an unknown place" : trace[0].toString();
    return "unexpected " + failure.getClass().getName() + " at " + place + "; this is a defect";
  }
}
