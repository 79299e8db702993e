package io.claviger.store.jdbc.internal;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Labels of a key, or details of an event, as one text: a line each, the name and the value. */
final class PairsDocument {
  private PairsDocument() {}

  static String format(SortedMap<String, String> pairs) {
    return pairs.entrySet().stream()
        .map(pair -> pair.getKey() + "\t" + pair.getValue())
        .collect(Collectors.joining("\n"));
  }

  static SortedMap<String, String> parse(String document) {
    SortedMap<String, String> pairs = new TreeMap<>();
    Lines.of(document, 2, 2).forEach(fields -> pairs.put(fields[0], fields[1]));
    return pairs;
  }
}
