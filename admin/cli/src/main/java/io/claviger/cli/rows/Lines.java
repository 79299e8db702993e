package io.claviger.cli.rows;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** Reads lines and counts them. A longer line is cut, so that no file fills the memory. */
final class Lines {
  /** The longest line that is read. */
  static final int MAX_LENGTH = 65_536;

  private final Reader in;
  private long number;
  private boolean afterCarriageReturn;

  Lines(Reader in) {
    this.in = in;
  }

  /** Returns the number of the line that was read last; the first line is 1. */
  long number() {
    return number;
  }

  /** Returns the next line without its end, and the first without a byte order mark. */
  Optional<String> next() throws IOException {
    int c = in.read();
    if (afterCarriageReturn && c == '\n') {
      c = in.read();
    }
    afterCarriageReturn = false;
    if (c < 0) {
      return Optional.empty();
    }
    number++;
    StringBuilder line = new StringBuilder();
    if (number == 1 && c == '\uFEFF') {
      c = in.read();
    }
    while (c >= 0 && c != '\n' && c != '\r') {
      // One more than the limit shows that the line was cut.
      if (line.length() <= MAX_LENGTH) {
        line.append((char) c);
      }
      c = in.read();
    }
    afterCarriageReturn = c == '\r';
    return Optional.of(line.toString());
  }
}
