package io.claviger.store.memory.mutants;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Hands out the mutant that the run is about, and runs no further test once one has failed, nor two
 * at once.
 */
final class UntilItBites
    implements ParameterResolver,
        ExecutionCondition,
        BeforeEachCallback,
        AfterEachCallback,
        TestWatcher {
  /** The configuration parameter that names the mutant. */
  static final String MUTANT = "claviger.mutant";

  private static final Namespace NAMESPACE = Namespace.create(UntilItBites.class);

  UntilItBites() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Mutant.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getConfigurationParameter(MUTANT).map(Mutant::named).orElse(Mutant.NONE);
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return bitten(context).get()
        ? ConditionEvaluationResult.disabled("a test has failed already")
        : ConditionEvaluationResult.enabled("no test has failed yet");
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (running(context).incrementAndGet() > 1) {
      throw new IllegalStateException("another test runs at the same time");
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    running(context).decrementAndGet();
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    bitten(context).set(true);
  }

  /** One for each run. */
  private static AtomicInteger running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("running", key -> new AtomicInteger(), AtomicInteger.class);
  }

  /** One for each run. */
  private static AtomicBoolean bitten(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("bitten", key -> new AtomicBoolean(), AtomicBoolean.class);
  }
}
