package io.claviger.http;

import org.jspecify.annotations.Nullable;

/** The elements of a list, from the last one on. What is left of them is not read. */
final class Hops {
  private final HopHeader header;
  private final String list;

  /** Behind what is left; -1 behind the first element. */
  private int end;

  /** Of one list, which is the value of this field. */
  Hops(HopHeader header, String list) {
    this.header = header;
    this.list = list;
    this.end = list.length();
  }

  /**
   * The next element to the left that is not empty, without blanks around it; null if there is
   * none.
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

  /** Blanks as HTTP has them, which are fewer than Unicode's. */
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
