package io.claviger.store.tck.small;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.claviger.store.tck.contract.ApiKeyStoreContract;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs the contract on the two stores of the documents, which lack parts. The build does not run
 * their classes by themselves, since the contract skips the tests of what a store lacks.
 */
class SmallStoresTest {
  @Test
  void aStoreWithoutPartsPassesTheOtherTests() {
    assertPasses(SmallStoreTest.class, 110);
  }

  @Test
  void aStoreWithMostPartsPassesMoreTests() {
    assertPasses(CompleteSmallStoreTest.class, 26);
  }

  private static void assertPasses(Class<? extends ApiKeyStoreContract> type, int skipped) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .build(),
            listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.getFailures().forEach(each -> each.getException().printStackTrace());
    assertEquals(skipped, summary.getTestsAbortedCount(), "skipped");
    assertEquals(summary.getTestsFoundCount() - skipped, summary.getTestsSucceededCount());
  }
}
