package io.claviger.store.tck.contract;

import io.claviger.store.tck.StorePart;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Prints which test of a contract runs, and at the end how many passed and which parts of a store
 * were not tested. One object for each test class. Thread-safe.
 */
final class Progress
    implements BeforeEachCallback, BeforeTestExecutionCallback, TestWatcher, AfterAllCallback {
  private static final String SETTING = "claviger.tck.progress";

  private final PrintStream out = System.out;
  private final Set<StorePart> undeclared = EnumSet.noneOf(StorePart.class);
  private int passed;
  private int failed;
  private int skipped;

  Progress() {}

  @Override
  public synchronized void beforeEach(ExtensionContext context) {
    ApiKeyStoreContract contract =
        context.getRequiredTestInstances().findInstance(ApiKeyStoreContract.class).orElseThrow();
    undeclared.addAll(EnumSet.allOf(StorePart.class));
    undeclared.removeAll(contract.parts());
  }

  /** A test that is skipped does not get here. */
  @Override
  public void beforeTestExecution(ExtensionContext context) {
    print(
        context,
        "%s: %s"
            .formatted(
                context.getRequiredTestClass().getSimpleName(),
                context.getRequiredTestMethod().getName()));
  }

  @Override
  public synchronized void testSuccessful(ExtensionContext context) {
    passed++;
  }

  @Override
  public synchronized void testFailed(ExtensionContext context, Throwable cause) {
    failed++;
  }

  @Override
  public synchronized void testAborted(ExtensionContext context, Throwable cause) {
    skipped++;
  }

  @Override
  public synchronized void testDisabled(ExtensionContext context, Optional<String> reason) {
    skipped++;
  }

  @Override
  public synchronized void afterAll(ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    if (!type.isAnnotationPresent(Nested.class)) {
      print(
          context,
          "%s: %d passed, %d failed, %d skipped%s"
              .formatted(type.getSimpleName(), passed, failed, skipped, skipped == 0 ? "" : why()));
    }
  }

  private String why() {
    return ". Skipped are the tests of parts that parts() does not declare, which is fine, since a"
        + " store may leave them out: "
        + undeclared;
  }

  private void print(ExtensionContext context, String line) {
    if (!context.getConfigurationParameter(SETTING).equals(Optional.of("false"))) {
      out.println(line);
    }
  }
}
