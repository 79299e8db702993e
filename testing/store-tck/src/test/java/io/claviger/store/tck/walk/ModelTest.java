package io.claviger.store.tck.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Walks meet every rule. */
class ModelTest {
  private static final Set<String> REFUSALS =
      Set.of(
          "NOT_ALLOWED",
          "NO_ACCESS_TO_ORGANIZATION",
          "CALLING_KEY_NOT_VALID",
          "API_KEY_NOT_FOUND",
          "WHITELIST_ENTRY_NOT_FOUND",
          "WHITELIST_ACCESS_DENIED",
          "ADDRESS_NOT_ON_WHITELIST",
          "ORGANIZATION_REQUIRES_WHITELIST",
          "OPERATION_REQUIRES_WHITELIST",
          "WHITELIST_WOULD_EXCLUDE_CALLER",
          "BLOCK_ALREADY_ON_WHITELIST",
          "DUPLICATE_BLOCKS",
          "BLOCK_NOT_ALLOWED_ON_WHITELIST",
          "TOO_MANY_WHITELIST_ENTRIES",
          "TOO_MANY_API_KEYS",
          "LAST_OWNER_CANNOT_BE_DEMOTED",
          "LAST_OWNER_CANNOT_BE_REVOKED",
          "CANNOT_GRANT_ROLE",
          "CANNOT_EXTEND_ITSELF",
          "PROJECT_NOT_FOUND",
          "UNKNOWN_ROLE",
          "INVALID_VALUE",
          "TOO_MANY_SECRETS",
          "SECRET_NOT_FOUND",
          "LIFETIME_TOO_LONG",
          // rejections of authentication
          "WRONG_SECRET",
          "SECRET_EXPIRED",
          "UNKNOWN_KEY",
          "DISABLED",
          "EXPIRED");

  @Test
  void theWalksMeetEveryRefusal() {
    Set<String> met = new TreeSet<>();
    Set<Step.Act> done = EnumSet.noneOf(Step.Act.class);
    for (int seed = 0; seed < RandomWalkTest.WALKS; seed++) {
      Model model = new Model();
      for (Step step : RandomWalkTest.steps(new SplittableRandom(seed))) {
        String answer = model.take(step);
        if (REFUSALS.contains(answer)) {
          met.add(answer);
        } else {
          done.add(step.act());
        }
      }
    }
    assertEquals(new TreeSet<>(REFUSALS), met);
    assertEquals(
        EnumSet.allOf(Step.Act.class), done, "and every operation is allowed to some caller");
  }

  @Test
  void aSeedIsAWalk() {
    List<Step> steps = RandomWalkTest.steps(new SplittableRandom(7));
    assertEquals(steps, RandomWalkTest.steps(new SplittableRandom(7)));
    List<Step> others = new ArrayList<>(RandomWalkTest.steps(new SplittableRandom(8)));
    others.removeAll(steps);
    assertTrue(others.size() > steps.size() / 2);
  }
}
