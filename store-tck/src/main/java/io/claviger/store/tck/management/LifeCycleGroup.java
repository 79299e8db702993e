package io.claviger.store.tck.management;

import static org.junit.jupiter.api.Assertions.fail;

import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.internal.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random walks through the life of an organization, beside a model of the rules. A walk that goes
 * wrong is told by its seed, and by the few steps that are enough to make it go wrong.
 */
public abstract class LifeCycleGroup extends ManagementGroup {
  static final int WALKS = 60;
  private static final int STEPS = 80;

  /** On that store. */
  protected LifeCycleGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  @Test
  void everyWalkGoesAsTheModelForesees() {
    for (long seed : Seeds.ofWalks(WALKS)) {
      try {
        walk(seed);
      } catch (RuntimeException trouble) {
        fail(Seeds.told(seed), trouble);
      }
    }
  }

  private void walk(long seed) {
    List<Step> steps = steps(new SplittableRandom(seed));
    Optional<AssertionError> wrong = walk(steps);
    if (wrong.isPresent()) {
      List<Step> few = shrunk(steps);
      String story = few.stream().map(Step::toString).collect(Collectors.joining("\n  ", "  ", ""));
      fail(Seeds.told(seed) + "; enough are:\n" + story, walk(few).orElse(wrong.get()));
    }
  }

  static List<Step> steps(RandomGenerator random) {
    return Stream.generate(() -> Step.random(random)).limit(STEPS).toList();
  }

  private Optional<AssertionError> walk(List<Step> steps) {
    try {
      new Walk(world()).take(steps);
      return Optional.empty();
    } catch (AssertionError wrong) {
      return Optional.of(wrong);
    }
  }

  /** Leaves out what it can, large pieces first, as long as it still goes wrong. */
  private List<Step> shrunk(List<Step> steps) {
    List<Step> few = steps;
    for (int piece = steps.size() / 2; piece > 0; piece /= 2) {
      for (int from = 0; from < few.size(); ) {
        List<Step> fewer = new ArrayList<>(few);
        fewer.subList(from, Math.min(from + piece, few.size())).clear();
        if (walk(fewer).isPresent()) {
          few = fewer;
        } else {
          from += piece;
        }
      }
    }
    return few;
  }
}
