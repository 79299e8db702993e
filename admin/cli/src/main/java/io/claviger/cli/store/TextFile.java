package io.claviger.cli.store;

import io.claviger.cli.error.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** Reads small files that options name. */
public final class TextFile {
  private TextFile() {}

  /** Returns whether users other than the owner of the file can read it. */
  public static boolean isReadableByOthers(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      return permissions.contains(PosixFilePermission.GROUP_READ)
          || permissions.contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      // Reading it says what is wrong, or the system has no such permissions.
      return false;
    }
  }

  /** Returns the lines of a file. No message quotes them. */
  public static List<String> lines(String option, Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw CliException.usage(
          option + ": the file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }
}
