package io.claviger.cli.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Ends the program with an exit code and a message, which contains no secret. */
public final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  private CliException(ExitCode code, String message, @Nullable Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
    this.code = code;
  }

  /** The command line is wrong. */
  public static CliException usage(String message) {
    return new CliException(ExitCode.USAGE, message, null);
  }

  /** The store cannot be used. */
  public static CliException store(String message, @Nullable Throwable cause) {
    return new CliException(ExitCode.STORE, message, cause);
  }

  /** Nothing can be done, and nothing was changed. */
  public static CliException refused(String message) {
    return new CliException(ExitCode.REFUSED, message, null);
  }

  /** A change was made, but its result is lost. */
  public static CliException look(String message, @Nullable Throwable cause) {
    return new CliException(ExitCode.LOOK, message, cause);
  }

  /** Returns how the program ends. */
  public ExitCode code() {
    return code;
  }
}
