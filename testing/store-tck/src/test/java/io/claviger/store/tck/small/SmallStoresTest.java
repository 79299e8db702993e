package io.claviger.store.tck.small;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.claviger.store.tck.contract.ApiKeyStoreContract;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
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
  @ResourceLock(Resources.SYSTEM_OUT)
  void aStoreWithoutPartsPassesTheOtherTests() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      assertPasses(SmallStoreTest.class, 126, true);
    } finally {
      System.setOut(before);
    }
    List<String> lines = printed.toString(UTF_8).lines().toList();
    assertTrue(lines.contains("Creation: createsAnOrganizationWithItsKeys"), lines.toString());
    String last = lines.get(lines.size() - 1);
    assertTrue(
        last.startsWith("SmallStoreTest: " + (lines.size() - 1) + " passed, 0 failed"), last);
    assertTrue(last.contains("126 skipped") && last.endsWith("CHANGE_FEED]"), last);
  }

  @Test
  void aStoreWithMostPartsPassesMoreTests() {
    assertPasses(CompleteSmallStoreTest.class, 29, false);
  }

  private static void assertPasses(
      Class<? extends ApiKeyStoreContract> type, int skipped, boolean progress) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .configurationParameter("claviger.tck.progress", Boolean.toString(progress))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .build(),
            listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.getFailures().forEach(each -> each.getException().printStackTrace());
    assertEquals(skipped, summary.getTestsAbortedCount(), "skipped");
    assertEquals(summary.getTestsFoundCount() - skipped, summary.getTestsSucceededCount());
  }
}
