package io.claviger.test.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Proves that the contract passes for an adapter, and fails for one with a fault. */
class ContractBitesTest {
  /** If there are fewer tests, those of a superclass were not found. */
  private static final int TESTS = 28;

  @Test
  void theContractPassesWhereNothingIsBroken() {
    assertPasses(run(Fault.NONE, Map.of()));
  }

  @Test
  void theContractPassesWhateverTheDefaultsOfJUnitAre() {
    assertPasses(
        run(
            Fault.NONE,
            Map.of(
                "junit.jupiter.testinstance.lifecycle.default", "per_method",
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.mode.classes.default", "concurrent")));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void theContractFailsForEachFault(Fault fault) {
    TestExecutionSummary summary = run(fault, Map.of());
    Set<String> failed =
        summary.getFailures().stream()
            .map(failure -> failure.getTestIdentifier().getSource().orElseThrow())
            .map(source -> ((MethodSource) source).getMethodName())
            .collect(Collectors.toSet());
    assertTrue(failed.contains(fault.noticedBy), () -> "failed: " + failed);
  }

  private static void assertPasses(TestExecutionSummary summary) {
    assertEquals(
        "",
        summary.getFailures().stream()
            .map(each -> each.getTestIdentifier().getDisplayName() + ": " + each.getException())
            .collect(Collectors.joining("\n")));
    assertEquals(summary.getTestsFoundCount(), summary.getTestsSucceededCount());
    assertTrue(
        summary.getTestsFoundCount() >= TESTS, () -> summary.getTestsFoundCount() + " tests");
  }

  private static TestExecutionSummary run(Fault fault, Map<String, String> configuration) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(JdkContract.class))
            .filters(EngineFilter.includeEngines("junit-jupiter"))
            .configurationParameters(configuration)
            .configurationParameter(FaultOfTheRun.FAULT, fault.name())
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
  }
}
