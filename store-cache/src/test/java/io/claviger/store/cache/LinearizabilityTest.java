package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * The lock-free parts of lookups and changes, under threads that run at the same time. All answers
 * must be possible in some sequential order. {@code InterleavingTest} tries the steps of the
 * protocol one by one.
 */
class LinearizabilityTest {
  private static StressOptions options() {
    return new StressOptions()
        .iterations(8)
        .invocationsPerIteration(1500)
        .threads(3)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(1)
        .sequentialSpecification(Count.class);
  }

  @Test
  void lookUpsAndChangesHaveAnOrder() {
    options().check(Sound.class);
  }

  @Test
  void aCacheThatChangesDoNotReachHasNone() {
    assertThrows(AssertionError.class, () -> options().check(Deaf.class));
  }

  /** A lookup returns the number of changes. */
  public static final class Count {
    private int changes;

    public int lookUp() {
      return changes;
    }

    public void change() {
      changes++;
    }
  }

  public static final class Sound {
    private final OneKeyCache cache = new OneKeyCache();

    @Operation
    public int lookUp() {
      return cache.lookUp();
    }

    @Operation
    public void change() {
      cache.change();
    }
  }

  /** Keeps the first result. */
  public static final class Deaf {
    private final OneKeyCache cache = new OneKeyCache();
    private final AtomicInteger known = new AtomicInteger(-1);

    @Operation
    public int lookUp() {
      int found = cache.lookUp();
      return known.compareAndSet(-1, found) ? found : known.get();
    }

    @Operation
    public void change() {
      cache.change();
    }
  }
}
