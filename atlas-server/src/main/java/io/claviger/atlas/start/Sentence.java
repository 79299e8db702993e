package io.claviger.atlas.start;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;

/** Describes a failure in one line for the person who starts the server. */
public final class Sentence {
  private Sentence() {}

  /** Returns the message of the exception in one line, or its class name if it has no message. */
  public static String of(Exception failure) {
    String said = failure instanceof FileSystemException file ? ofFile(file) : failure.getMessage();
    return said == null
        ? failure.getClass().getSimpleName()
        : said.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** Adds the reason, because the message of these exceptions is only the name of the file. */
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
