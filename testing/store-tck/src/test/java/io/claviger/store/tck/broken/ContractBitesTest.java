package io.claviger.store.tck.broken;

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

/** Proves that the contract fails for stores that each break one sentence of the interface. */
@Tag("mutation")
class ContractBitesTest {
  /** If there are fewer tests, the groups were not found. */
  private static final int TESTS = 120;

  @Test
  void theContractPassesWhereNothingIsBroken() {
    for (BrokenStore unbroken : List.of(BrokenStore.NONE, BrokenStore.TALLY)) {
      assertWhole(run(unbroken, Map.of()));
    }
  }

  @Test
  void theContractPassesWhateverTheDefaultsOfJUnitAre() {
    assertWhole(
        run(
            BrokenStore.NONE,
            Map.of(
                "junit.jupiter.testinstance.lifecycle.default", "per_class",
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.mode.classes.default", "concurrent")));
  }

  @Test
  void theContractFailsForEachBrokenStore() throws Exception {
    List<BrokenStore> survivors = new ArrayList<>();
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      Map<BrokenStore, Future<Boolean>> found = new LinkedHashMap<>();
      for (BrokenStore broken : BrokenStore.all()) {
        found.put(broken, threads.submit(() -> isFound(broken)));
      }
      for (Map.Entry<BrokenStore, Future<Boolean>> one : found.entrySet()) {
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
  void everyBrokenStoreHasItsOwnName() {
    List<String> names = BrokenStore.all().stream().map(BrokenStore::name).toList();

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

  /** Tries several times, since threads may miss each other on a busy machine. */
  private static boolean isFound(BrokenStore broken) {
    for (int tries = 0; tries < 5; tries++) {
      TestExecutionSummary summary = run(broken, Map.of());
      summary.getFailures().forEach(failure -> requireWhole(broken, failure.getException()));
      if (summary.getTestsFailedCount() > 0) {
        return true;
      }
    }
    return false;
  }

  /** A store that calls itself endlessly fails every test, whatever its intended fault is. */
  private static void requireWhole(BrokenStore broken, Throwable thrown) {
    if (thrown instanceof StackOverflowError) {
      throw new IllegalStateException(broken + " does not have its intended fault", thrown);
    }
  }

  private static TestExecutionSummary run(BrokenStore broken, Map<String, String> configuration) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(BrokenContract.class))
            .filters(EngineFilter.includeEngines("junit-jupiter"))
            .configurationParameters(configuration)
            .configurationParameter(UntilFirstFailure.BROKEN_STORE, broken.name())
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
  }
}
