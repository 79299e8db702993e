package io.claviger.store.jdbc.leaks;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What values say of themselves: the text of each that was looked at, and of everything that is
 * inside it. Thread-safe.
 */
final class Prints {
  private static final int MOST_DISTURBANCES = 100_000;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Said> said = new LinkedHashSet<>();

  /** Looks at this value; the same value comes back. */
  synchronized <T> T look(T value) {
    Deque<Object> waiting = new ArrayDeque<>(List.of(value));
    while (!waiting.isEmpty()) {
      Object next = waiting.remove();
      if (seen.add(next)) {
        String text = undisturbed(() -> Anatomy.text(next));
        said.add(new Said("the text of " + next.getClass().getName(), text));
        waiting.addAll(undisturbed(() -> List.copyOf(Anatomy.inside(next))));
      }
    }
    return value;
  }

  /**
   * What is inside a value may be a collection behind a lock that we do not hold: when another
   * thread changes it meanwhile, it is looked at again.
   */
  private static <T> T undisturbed(Supplier<T> look) {
    for (int disturbed = 0; ; disturbed++) {
      try {
        return look.get();
      } catch (ConcurrentModificationException e) {
        if (disturbed == MOST_DISTURBANCES) {
          throw e;
        }
      }
    }
  }

  /** Looks at what the call returns or throws. */
  void lookAt(Attempt attempt) {
    try {
      Object answer = attempt.run();
      if (answer != null) {
        look(answer);
      }
    } catch (Exception e) {
      look(e);
    }
  }

  /** So far. */
  synchronized List<Said> said() {
    return List.copyOf(said);
  }

  /** Something that may fail. */
  @FunctionalInterface
  interface Attempt {
    Object run() throws Exception;
  }
}
