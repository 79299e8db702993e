package io.claviger.http;

import org.jspecify.annotations.Nullable;

/** Reads the elements of a list from its end, each when it is asked for. */
final class Hops {
  private final HopHeader header;
  private final String list;

  /** The end of the part that is not read yet; -1 after the first element was read. */
  private int end;

  /** Creates a reader of one list, which is the value of this header. */
  Hops(HopHeader header, String list) {
    this.header = header;
    this.list = list;
    this.end = list.length();
  }

  /**
   * Returns the next element to the left that is not empty, without blanks around it. Returns null
   * if there is none.
   */
  @Nullable String next() {
    while (end >= 0) {
      int start = header.startOfLast(list, end);
      String element = withoutBlanks(list.substring(start, end));
      end = start - 1;
      if (!element.isEmpty()) {
        return element;
      }
    }
    return null;
  }

  /** Removes the blanks of HTTP only, which are fewer than those of {@link String#strip}. */
  private static String withoutBlanks(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
