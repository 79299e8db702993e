package io.claviger.cli.store;

import io.claviger.cli.error.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads small files that options name. */
public final class TextFile {
  private TextFile() {}

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
