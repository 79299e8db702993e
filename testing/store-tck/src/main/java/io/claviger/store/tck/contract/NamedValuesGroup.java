package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.spi.store.NamedValue;
import io.claviger.store.tck.internal.Race;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The first value of a name remains, and every caller on every node gets it. */
abstract class NamedValuesGroup extends ContractGroup {
  private static final int RIVALS = 8;
  private static final int ROUNDS = 10;

  @Test
  void theFirstValueOfANameStays() {
    assertEquals("first", storeIfAbsent("name", "first"));
    assertEquals("first", storeIfAbsent("name", "second"));
    assertEquals("first", storeIfAbsent("name", "FIRST"));
    assertEquals("first", storeIfAbsent("name", "first"));
  }

  @Test
  void eachNameHasAValueOfItsOwn() {
    String longest = "n".repeat(63);
    List<String> names =
        List.of("a.1", "a.2", "a.10", "a_1", "a-1", "a", ".", "_", longest + "1", longest + "2");
    for (String name : names) {
      assertEquals(name, storeIfAbsent(name, name));
    }
    for (String name : names) {
      assertEquals(name, storeIfAbsent(name, "another"));
    }
  }

  @Test
  void theLongestValueComesOutWhole() {
    String visible =
        IntStream.rangeClosed('!', '~').mapToObj(Character::toString).collect(Collectors.joining());
    String longest = (visible + visible + visible).substring(0, 200);

    assertEquals(longest, storeIfAbsent("longest", longest));
    assertEquals(longest, storeIfAbsent("longest", "another"));
  }

  @Test
  void rivalsAgree() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String name = "round." + round;
      Set<String> offered = new HashSet<>();
      IntStream.range(0, RIVALS).forEach(rival -> offered.add("rival." + rival));

      List<String> answers =
          Race.run(
              RIVALS,
              rival -> node(rival).store().storeIfAbsent(new NamedValue(name, "rival." + rival)));

      assertEquals(1, new HashSet<>(answers).size(), () -> "answers to rivals: " + answers);
      assertTrue(offered.contains(answers.get(0)), answers.get(0));
      assertEquals(answers.get(0), storeIfAbsent(name, "late"));
    }
  }

  private String storeIfAbsent(String name, String value) {
    return store().storeIfAbsent(new NamedValue(name, value));
  }
}
