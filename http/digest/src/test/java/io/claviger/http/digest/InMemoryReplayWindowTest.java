package io.claviger.http.digest;

import static io.claviger.http.digest.DigestFixture.NOW;
import static io.claviger.http.digest.ReplayWindow.Verdict.FIRST;
import static io.claviger.http.digest.ReplayWindow.Verdict.REPEATED;
import static io.claviger.http.digest.ReplayWindow.Verdict.UNKNOWN;
import static io.claviger.http.digest.ReplayWindow.Verdict.USED_UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.http.digest.ReplayWindow.Verdict;
import io.claviger.model.InvalidValueException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InMemoryReplayWindowTest {
  private static final int LIFETIME = 60;
  private static final int MAX_USES = 3;

  private final InMemoryReplayWindow window = new InMemoryReplayWindow(NOW, 100);

  @Test
  void eachCountIsTheFirstOnceInAnyOrder() {
    for (long count : new long[] {4, 0, 0xffffffffL, 0x80000000L, 2, 5000}) {
      assertEquals(FIRST, use("a", 0, count, 10));
      assertEquals(REPEATED, use("a", 0, count, 10));
    }
    assertEquals(FIRST, use("b", 0, 4, 10), "another nonce");
    assertEquals(REPEATED, use("a", 0, 4, 10));
  }

  @Test
  void whatWasMadeBeforeItBeganIsUnknown() {
    assertEquals(UNKNOWN, window.use(use("a", NOW.minusNanos(1), 1, 9), NOW));
    assertEquals(FIRST, window.use(use("b", NOW, 1, 9), NOW));
    assertEquals(1, window.size());
  }

  @Test
  void whatHasExpiredIsForgottenAndNeverNewAgain() {
    assertEquals(FIRST, use("a", 0, 1, 9));
    assertEquals(FIRST, at(LIFETIME - 1, "b", 59, 1));
    assertEquals(2, window.size());
    assertEquals(FIRST, at(LIFETIME, "c", 60, 1));
    assertEquals(2, window.size());
    assertEquals(UNKNOWN, at(1, "a", 0, 1), "the clock was set back");
    assertEquals(UNKNOWN, at(1, "d", 0, 1), "it cannot be told from one that was forgotten");
    assertEquals(FIRST, at(1, "e", 1, 1));
  }

  @Test
  void itRemembersSoManyAndTheOldestGiveWay() {
    for (int i = 0; i < 1000; i++) {
      assertEquals(FIRST, use("n" + i, i / 10, 1, 9));
      assertTrue(window.size() <= 100, "at " + i);
    }
    assertEquals(UNKNOWN, use("n0", 0, 1, 9));
    assertEquals(UNKNOWN, use("n899", 89, 1, 9));
    assertEquals(REPEATED, use("n900", 90, 1, 9));
    assertEquals(100, window.size());
  }

  @Test
  void itRemembersSoManyUsesAndTheOldestGiveWay() {
    InMemoryReplayWindow small = new InMemoryReplayWindow(NOW, 2);
    for (int count = 1; count <= 128; count++) {
      assertEquals(FIRST, small.use(use("a", NOW, count, 1000), NOW));
      assertEquals(REPEATED, small.use(use("a", NOW, count, 1000), NOW), "counts once");
    }
    assertEquals(FIRST, small.use(use("b", NOW.plusSeconds(1), 1, 1000), NOW));
    assertEquals(1, small.size());
    assertEquals(UNKNOWN, small.use(use("a", NOW, 1, 1000), NOW));
    for (int count = 2; count <= 128; count++) {
      assertEquals(FIRST, small.use(use("b", NOW.plusSeconds(1), count, 1000), NOW));
    }
  }

  @Test
  void whereOneSecondHasTooManyNoneOfThemIsServedTwice() {
    Map<Verdict, Integer> verdicts = new HashMap<>();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 150; i++) {
        verdicts.merge(use("n" + i, 0, 1, 9), 1, Integer::sum);
      }
    }
    assertEquals(Map.of(FIRST, 100, UNKNOWN, 200), verdicts);
    assertEquals(0, window.size());
  }

  @Test
  void itRemembersOneAtLeast() {
    assertThrows(InvalidValueException.class, () -> ReplayWindow.inMemory(NOW, 0));
    ReplayWindow smallest = ReplayWindow.inMemory(NOW, 1);
    assertEquals(FIRST, smallest.use(use("a", NOW, 1, 9), NOW));
    assertEquals(REPEATED, smallest.use(use("a", NOW, 1, 9), NOW));
  }

  /** What a use does, when, and of which nonce. */
  record Step(int advance, int nonce, long count) {}

  /** Beside a model that forgets nothing. */
  @Property(tries = 500)
  void nothingIsEverTheFirstTwice(
      @ForAll @Size(max = 200) List<@From("steps") Step> steps,
      @ForAll @IntRange(min = 1, max = 10) int maxUses) {
    InMemoryReplayWindow small = new InMemoryReplayWindow(NOW, maxUses);
    Map<Integer, Set<Long>> seen = new HashMap<>();
    Instant now = NOW;
    for (Step step : steps) {
      now = now.plusSeconds(step.advance());
      Instant made = NOW.plusSeconds(step.nonce());
      if (now.isBefore(made) || !now.isBefore(made.plusSeconds(LIFETIME))) {
        continue;
      }
      Set<Long> counts = seen.computeIfAbsent(step.nonce(), nonce -> new HashSet<>());
      Verdict verdict = small.use(use("n" + step.nonce(), made, step.count(), MAX_USES), now);
      if (verdict != UNKNOWN) {
        assertEquals(expected(counts, step.count()), verdict);
      }
      if (verdict == FIRST) {
        counts.add(step.count());
      }
      assertTrue(small.size() <= maxUses, "too many");
    }
  }

  private static Verdict expected(Set<Long> counts, long count) {
    if (counts.contains(count)) {
      return REPEATED;
    }
    return counts.size() < MAX_USES ? FIRST : USED_UP;
  }

  @Provide
  static Arbitrary<Step> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 100),
            Arbitraries.longs().between(1, 5))
        .as(Step::new);
  }

  private Verdict use(String nonce, int madeAt, long count, int maxUses) {
    return window.use(use(nonce, NOW.plusSeconds(madeAt), count, maxUses), NOW);
  }

  private Verdict at(int second, String nonce, int madeAt, long count) {
    return window.use(use(nonce, NOW.plusSeconds(madeAt), count, 9), NOW.plusSeconds(second));
  }

  private static NonceUse use(String nonce, Instant made, long count, int maxUses) {
    return new NonceUse(nonce, made, made.plusSeconds(LIFETIME), count, maxUses);
  }
}
