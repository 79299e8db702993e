package io.claviger.store.memory.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * A contract that every store passes proves nothing. Here it meets stores that each break one
 * promise, and has to fail for every one of them.
 */
@Tag("mutation")
class ContractBitesTest {
  /** So many tests at least, or the groups were not found. */
  private static final int TESTS = 120;

  @Test
  void nothingFailsWhereNothingIsBroken() {
    for (Mutant unbroken : List.of(Mutant.NONE, Mutant.COUNTING)) {
      assertWhole(run(unbroken, Map.of()));
    }
  }

  @Test
  void nothingFailsWhateverAHostHasMadeTheUsualOfJUnit() {
    assertWhole(
        run(
            Mutant.NONE,
            Map.of(
                "junit.jupiter.testinstance.lifecycle.default", "per_class",
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.mode.classes.default", "concurrent")));
  }

  @Test
  void somethingFailsWhereverSomethingIsBroken() throws Exception {
    List<Mutant> survivors = new ArrayList<>();
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      Map<Mutant, Future<Boolean>> found = new LinkedHashMap<>();
      for (Mutant mutant : Mutant.all()) {
        found.put(mutant, threads.submit(() -> isFound(mutant)));
      }
      for (Map.Entry<Mutant, Future<Boolean>> one : found.entrySet()) {
        if (!one.getValue().get()) {
          survivors.add(one.getKey());
        }
      }
    } finally {
      threads.shutdownNow();
    }

    assertEquals(List.of(), survivors, "broken stores that pass the contract");
  }

  @Test
  void eachMutantHasANameOfItsOwn() {
    List<String> names = Mutant.all().stream().map(Mutant::name).toList();

    assertEquals(names.size(), new HashSet<>(names).size());
  }

  private static void assertWhole(TestExecutionSummary summary) {
    assertEquals(
        List.of(),
        summary.getFailures().stream()
            .map(
                failure ->
                    failure.getTestIdentifier().getDisplayName() + ": " + failure.getException())
            .toList());
    assertEquals(summary.getTestsFoundCount(), summary.getTestsSucceededCount());
    assertTrue(
        summary.getTestsFoundCount() >= TESTS, () -> summary.getTestsFoundCount() + " tests");
  }

  /** On a busy machine threads that are to meet may miss each other, so there are several tries. */
  private static boolean isFound(Mutant mutant) {
    for (int tries = 0; tries < 5; tries++) {
      TestExecutionSummary summary = run(mutant, Map.of());
      summary.getFailures().forEach(failure -> requireWhole(mutant, failure.getException()));
      if (summary.getTestsFailedCount() > 0) {
        return true;
      }
    }
    return false;
  }

  /** One that calls itself for ever breaks every promise, whatever it was made for. */
  private static void requireWhole(Mutant mutant, Throwable thrown) {
    if (thrown instanceof StackOverflowError) {
      throw new IllegalStateException(mutant + " is not broken as it was meant to be", thrown);
    }
  }

  private static TestExecutionSummary run(Mutant mutant, Map<String, String> configuration) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(MutatedContract.class))
            .filters(EngineFilter.includeEngines("junit-jupiter"))
            .configurationParameters(configuration)
            .configurationParameter(UntilItBites.MUTANT, mutant.name())
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
  }
}
