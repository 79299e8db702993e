package io.claviger.store.tck.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Walks are worth something only where they get everywhere. */
class ModelTest {
  private static final Set<String> REFUSALS =
      Set.of(
          "USER_UNAUTHORIZED",
          "USER_CANNOT_ACCESS_ORG",
          "NO_CURRENT_USER",
          "API_KEY_NOT_FOUND",
          "API_KEY_WHITELIST_NOT_FOUND",
          "API_KEY_WHITELIST_ACCESS_DENIED",
          "IP_ADDRESS_NOT_ON_WHITELIST",
          "ORG_REQUIRES_WHITELIST",
          "RESOURCE_REQUIRES_WHITELIST",
          "CANNOT_REMOVE_CALLER_FROM_WHITELIST",
          "ADDRESS_ALREADY_IN_WHITELIST",
          "DUPLICATE_ADDRESSES_IN_INPUT",
          "CANNOT_ADD_IP_ADDRESS_TO_API_KEY_WHITELIST",
          "MAX_WHITELIST_ENTRIES_EXCEEDED",
          "MAX_API_KEYS_PER_ORG_EXCEEDED",
          "CANNOT_DEMOTE_LAST_ORG_OWNER",
          "CANNOT_DELETE_LAST_OWNER",
          "CANNOT_GRANT_ROLE",
          "CANNOT_EXTEND_ITSELF",
          "GROUP_NOT_FOUND",
          "INVALID_ENUM_VALUE",
          "INVALID_ATTRIBUTE",
          "MAX_LIVE_SECRETS_EXCEEDED",
          "API_KEY_SECRET_NOT_FOUND",
          "MAX_API_KEY_LIFETIME_EXCEEDED",
          // what authentication answers
          "WRONG_SECRET",
          "SECRET_EXPIRED",
          "UNKNOWN_KEY",
          "DISABLED",
          "EXPIRED");

  @Test
  void asManyWalksAsTheContractTakesMeetEveryRefusal() {
    Set<String> met = new TreeSet<>();
    Set<Step.Act> done = EnumSet.noneOf(Step.Act.class);
    for (int seed = 0; seed < LifeCycleGroup.WALKS; seed++) {
      Model model = new Model();
      for (Step step : LifeCycleGroup.steps(new SplittableRandom(seed))) {
        String answer = model.take(step);
        if (REFUSALS.contains(answer)) {
          met.add(answer);
        } else {
          done.add(step.act());
        }
      }
    }
    assertEquals(new TreeSet<>(REFUSALS), met);
    assertEquals(EnumSet.allOf(Step.Act.class), done, "and everything is allowed to somebody");
  }

  @Test
  void aSeedIsAWalk() {
    List<Step> steps = LifeCycleGroup.steps(new SplittableRandom(7));
    assertEquals(steps, LifeCycleGroup.steps(new SplittableRandom(7)));
    List<Step> others = new ArrayList<>(LifeCycleGroup.steps(new SplittableRandom(8)));
    others.removeAll(steps);
    assertTrue(others.size() > steps.size() / 2);
  }
}
