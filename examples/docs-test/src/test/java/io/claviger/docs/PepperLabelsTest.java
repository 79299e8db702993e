package io.claviger.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Each key that is derived from a pepper has a label of its own: otherwise one purpose could make
 * what another one accepts.
 */
class PepperLabelsTest {
  private static final Pattern LABEL = Pattern.compile("\"(claviger[a-z-]* [a-z0-9 ]+)\"");

  /** Names those of core, which nobody else may use. */
  private static final String PEPPERS = "core/src/main/java/io/claviger/Peppers.java";

  @Test
  void noTwoPurposesShareALabel() throws IOException {
    Map<String, Set<String>> places = labels();
    assertTrue(places.size() >= 6, places::toString);
    assertTrue(places.containsKey("claviger-oauth access token 1"), places::toString);
    places.forEach((label, files) -> assertEquals(1, files.size(), label + " is in " + files));
    for (String label : places.keySet()) {
      for (String other : places.keySet()) {
        assertFalse(!label.equals(other) && other.startsWith(label), label + " begins " + other);
      }
    }
  }

  private static Map<String, Set<String>> labels() throws IOException {
    Repository repository = Repository.open();
    Map<String, Set<String>> places = new TreeMap<>();
    for (Path file : repository.ending(".java")) {
      String name = repository.name(file);
      if (name.contains("src/main/") && !name.equals(PEPPERS)) {
        LABEL
            .matcher(Files.readString(file))
            .results()
            .map((MatchResult found) -> found.group(1))
            .forEach(label -> places.computeIfAbsent(label, any -> new TreeSet<>()).add(name));
      }
    }
    return places;
  }
}
