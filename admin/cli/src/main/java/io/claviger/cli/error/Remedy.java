package io.claviger.cli.error;

import io.claviger.model.ErrorCode;

/** Names the options of this program that correct a mistake, which the library does not know. */
public final class Remedy {
  private Remedy() {}

  /** Returns the message of a refusal with the remedy of this program. */
  public static String in(ErrorCode code, String message) {
    return switch (code) {
      case UNKNOWN_ROLE ->
          message
              + ", or here with --own-role or --own-project-role, if the application has this role";
      case OWNER_REQUIRED ->
          message.split(";", 2)[0]
              + "; give it an owner key without expiry (import: in its first row), or say"
              + " --owners-outside if users of the application own it";
      default -> message;
    };
  }
}
