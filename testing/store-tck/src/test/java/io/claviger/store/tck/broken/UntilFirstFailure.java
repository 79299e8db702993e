package io.claviger.store.tck.broken;

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
 * Passes the broken store of the run to the contract, stops after the first failure, and fails if
 * two tests run at once.
 */
final class UntilFirstFailure
    implements ParameterResolver,
        ExecutionCondition,
        BeforeEachCallback,
        AfterEachCallback,
        TestWatcher {
  /** The configuration parameter with the name of the broken store. */
  static final String BROKEN_STORE = "claviger.broken";

  private static final Namespace NAMESPACE = Namespace.create(UntilFirstFailure.class);

  UntilFirstFailure() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == BrokenStore.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getConfigurationParameter(BROKEN_STORE)
        .map(BrokenStore::named)
        .orElse(BrokenStore.NONE);
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return failed(context).get()
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
    failed(context).set(true);
  }

  /** Returns the object of this run. */
  private static AtomicInteger running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("running", key -> new AtomicInteger(), AtomicInteger.class);
  }

  /** Returns the object of this run. */
  private static AtomicBoolean failed(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("failed", key -> new AtomicBoolean(), AtomicBoolean.class);
  }
}
