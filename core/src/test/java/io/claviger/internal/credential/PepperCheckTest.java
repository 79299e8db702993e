package io.claviger.internal.credential;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.model.StoreException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of several nodes on one store, those are refused whose pepper of a version is another one. */
class PepperCheckTest {
  private static final byte[] FIRST = "a test pepper, known to everybody!".getBytes(US_ASCII);
  private static final byte[] SECOND = "another one, which came later on!".getBytes(US_ASCII);

  /** By HKDF as RFC 5869 has it, worked out elsewhere: what is stored stays right forever. */
  private static final String CHECK_OF_FIRST = "bb8dd16f6f5e48ebf78dfc814c7ef6c6";

  private static final String CHECK_OF_SECOND = "8762f8045b2d9d043a51c507c0c17200";

  private final ScriptedStore store = ScriptedStore.empty();

  @Test
  void theFirstNodeStoresACheckValueOfEachVersion() {
    check(Peppers.of(2, SECOND).alsoVerifying(1, FIRST));

    assertEquals(Map.of("pepper.1", CHECK_OF_FIRST, "pepper.2", CHECK_OF_SECOND), store.values);
  }

  @Test
  void nodesWithTheSamePeppersAreFit() {
    check(Peppers.of(1, FIRST));
    check(Peppers.of(1, FIRST));
    check(Peppers.of(2, SECOND).alsoVerifying(1, FIRST));
    check(Peppers.of(2, SECOND));
    check(Peppers.verifying(1, FIRST));
  }

  @Test
  void aNodeWithAnotherPepperOfAVersionIsRefused() {
    check(Peppers.of(1, FIRST));

    for (Peppers others :
        new Peppers[] {
          Peppers.of(1, SECOND),
          Peppers.verifying(1, SECOND),
          Peppers.of(2, SECOND).alsoVerifying(1, SECOND)
        }) {
      String message = refusal(others);
      assertTrue(message.contains("version 1 "), message);
      assertTrue(message.contains("give this node the same pepper"), message);
      assertTrue(message.contains("a new version number"), message);
      assertFalse(message.contains(CHECK_OF_FIRST) || message.contains(CHECK_OF_SECOND), message);
    }
    assertEquals(CHECK_OF_FIRST, store.values.get("pepper.1"));
  }

  @Test
  void eachVersionThatDiffersIsNamed() {
    check(Peppers.of(1, FIRST).alsoVerifying(2, FIRST).alsoVerifying(3, FIRST));

    String message =
        refusal(Peppers.of(1, SECOND).alsoVerifying(2, FIRST).alsoVerifying(3, SECOND));

    assertTrue(message.contains("versions 1, 3 "), message);
  }

  @Test
  void withoutPeppersThereIsNothingToCheck() {
    check(Peppers.none());

    assertEquals(Map.of(), store.values);
  }

  private void check(Peppers peppers) {
    try (Claviger claviger = Claviger.builder(store).peppers(peppers).build()) {
      assertDoesNotThrow(claviger::check);
    }
  }

  private String refusal(Peppers peppers) {
    try (Claviger claviger = Claviger.builder(store).peppers(peppers).build()) {
      StoreException refusal = assertThrows(StoreException.class, claviger::check);
      assertEquals(StoreException.Kind.FAULT, refusal.kind());
      return refusal.getMessage();
    }
  }
}
