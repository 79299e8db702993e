package io.claviger.store.tck.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SeedsTest {
  private static final OptionalLong ABSENT = OptionalLong.empty();

  @Test
  void areNewOnes() {
    List<Long> all = new ArrayList<>(Seeds.of(8, ABSENT, ABSENT));
    all.addAll(Seeds.of(8, ABSENT, ABSENT));

    assertEquals(16, new HashSet<>(all).size());
  }

  @Test
  void theOneThatIsToldIsWalkedAlone() {
    assertEquals("seed -5 (repeat it with -Dclaviger.tck.seed=-5)", Seeds.describe(-5));
    assertEquals(List.of(-5L), Seeds.of(8, OptionalLong.of(-5), OptionalLong.of(3)));
  }

  @Test
  void areFewerWhereSoManyAreEnoughButNeverMore() {
    assertEquals(3, Seeds.of(8, ABSENT, OptionalLong.of(3)).size());
    assertEquals(2, Seeds.of(2, ABSENT, OptionalLong.of(3)).size());
  }
}
