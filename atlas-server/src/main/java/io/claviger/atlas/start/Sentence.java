package io.claviger.atlas.start;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;

/** A failure in one line, for whoever starts the server. */
public final class Sentence {
  private Sentence() {}

  /** What went wrong; never the name of an exception where it says something itself. */
  public static String of(Exception failure) {
    String said = failure instanceof FileSystemException file ? ofFile(file) : failure.getMessage();
    return said == null
        ? failure.getClass().getSimpleName()
        : said.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** The messages of these are the name of the file alone. */
  private static String ofFile(FileSystemException failure) {
    if (failure instanceof FileAlreadyExistsException) {
      return failure.getFile() + " is a file, not a folder";
    }
    if (failure instanceof AccessDeniedException) {
      return failure.getFile() + " may not be used by this user";
    }
    String reason = failure.getReason();
    return failure.getFile()
        + ": "
        + (reason == null ? failure.getClass().getSimpleName() : reason);
  }
}
