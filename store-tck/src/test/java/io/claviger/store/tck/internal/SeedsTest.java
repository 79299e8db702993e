package io.claviger.store.tck.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeedsTest {
  private static final String SEED = "claviger.tck.seed";
  private static final String WALKS = "claviger.tck.walks";

  @AfterEach
  void forget() {
    System.clearProperty(SEED);
    System.clearProperty(WALKS);
  }

  @Test
  void areNewOnes() {
    List<Long> all = new ArrayList<>(Seeds.ofWalks(8));
    all.addAll(Seeds.ofWalks(8));

    assertEquals(16, new HashSet<>(all).size());
  }

  @Test
  void theOneThatIsToldIsWalkedAlone() {
    assertEquals("seed -5 (walk it again with -Dclaviger.tck.seed=-5)", Seeds.told(-5));

    System.setProperty(SEED, "-5");

    assertEquals(List.of(-5L), Seeds.ofWalks(8));
  }

  @Test
  void areFewerWhereSoManyAreEnoughButNeverMore() {
    System.setProperty(WALKS, "3");

    assertEquals(3, Seeds.ofWalks(8).size());
    assertEquals(2, Seeds.ofWalks(2).size());
  }
}
