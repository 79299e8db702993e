package io.claviger.store.tck.walk;

import static org.junit.jupiter.api.Assertions.fail;

import io.claviger.store.tck.internal.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random walks through the life of an organization, beside a model of the rules. A walk that goes
 * wrong is reported with its seed, and with the few steps that are enough to make it go wrong.
 */
class RandomWalkTest {
  static final int WALKS = 60;
  private static final int STEPS = 80;

  @Test
  void everyWalkGoesAsTheModelPredicts() {
    for (long seed : Seeds.ofWalks(WALKS)) {
      List<Step> steps = steps(new SplittableRandom(seed));
      Optional<Throwable> failure = walk(steps);
      if (failure.isPresent()) {
        List<Step> few = shrunk(steps);
        String story = few.stream().map(Step::toString).collect(Collectors.joining("\n  "));
        fail(Seeds.describe(seed) + "; enough are:\n  " + story, walk(few).orElse(failure.get()));
      }
    }
  }

  static List<Step> steps(RandomGenerator random) {
    return Stream.generate(() -> Step.random(random)).limit(STEPS).toList();
  }

  private static Optional<Throwable> walk(List<Step> steps) {
    try {
      new Walk(new WalkFixture()).take(steps);
      return Optional.empty();
    } catch (AssertionError | RuntimeException failure) {
      return Optional.of(failure);
    }
  }

  /** Leaves out steps, many at a time first, as long as the walk still goes wrong. */
  private static List<Step> shrunk(List<Step> steps) {
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
