package io.claviger.store.jdbc.internal.table;

import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Labels of a key, or details of an event, as one text: a line each, the name and the value. */
final class PairsDocument {
  private PairsDocument() {}

  static String format(SortedMap<String, String> pairs) {
    StringJoiner lines = new StringJoiner("\n");
    pairs.forEach((name, value) -> lines.add(name + "\t" + value));
    return lines.toString();
  }

  static SortedMap<String, String> parse(String document) {
    SortedMap<String, String> pairs = new TreeMap<>();
    Lines.of(document, 2, 2).forEach(fields -> pairs.put(fields[0], fields[1]));
    return pairs;
  }
}
