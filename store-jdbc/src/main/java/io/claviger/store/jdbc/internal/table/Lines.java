package io.claviger.store.jdbc.internal.table;

import java.util.ArrayList;
import java.util.List;

/**
 * The form of all documents: lines of fields separated by tabs. No text in them holds a control
 * character, by the rule of its type, so nothing is escaped.
 */
final class Lines {
  private Lines() {}

  /** Is fast if there is nothing to split, as in most documents that a request reads. */
  private static String[] split(String text, char separator) {
    return text.indexOf(separator) < 0
        ? new String[] {text}
        : text.split(String.valueOf(separator), -1);
  }

  /**
   * The fields of each line; none for the empty text.
   *
   * @throws IllegalArgumentException if a line has another number of fields; does not repeat it
   */
  static List<String[]> of(String document, int fewest, int most) {
    if (document.isEmpty()) {
      return List.of();
    }
    List<String[]> lines = new ArrayList<>();
    for (String line : split(document, '\n')) {
      String[] fields = split(line, '\t');
      if (fields.length < fewest || fields.length > most) {
        throw new IllegalArgumentException("a line has " + fields.length + " fields");
      }
      lines.add(fields);
    }
    return lines;
  }
}
