package io.claviger.cli.rows;

import java.util.List;

/** Reads one row from one line: no value of a key has line breaks. */
interface RowFormat {
  /**
   * Reads the row of a line, which is not blank.
   *
   * @throws BadRowException if it cannot be read
   */
  RawRow read(long line, String text) throws BadRowException;

  /** Returns the columns of all rows; empty if each row names its own. */
  List<String> columns();

  /** Says why a row cannot be read. The message repeats nothing of the row. */
  final class BadRowException extends Exception {
    private static final long serialVersionUID = 1L;

    BadRowException(String message) {
      super(message);
    }
  }
}
