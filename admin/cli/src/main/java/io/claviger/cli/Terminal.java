package io.claviger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out whether a person sees the output of this process. */
final class Terminal {
  private static final Path ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /**
   * Checks whether standard error is a terminal. Java can only say it of all streams together, so
   * this asks Linux. Elsewhere it returns false.
   */
  static boolean isStandardError() {
    try {
      return Files.isSymbolicLink(ERROR)
          && Files.readSymbolicLink(ERROR).toString().matches("/dev/(pts/|tty|console).*");
    } catch (IOException e) {
      return false;
    }
  }
}
