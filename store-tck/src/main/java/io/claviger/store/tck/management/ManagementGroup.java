package io.claviger.store.tck.management;

import io.claviger.Claviger;
import io.claviger.store.tck.StoreUnderTest;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests that belong together, each in a world of its own. */
@TestInstance(Lifecycle.PER_METHOD)
@Execution(ExecutionMode.SAME_THREAD)
abstract class ManagementGroup {
  private final Supplier<StoreUnderTest> opened;

  /** The store is not open yet while groups are constructed. */
  ManagementGroup(Supplier<StoreUnderTest> opened) {
    this.opened = opened;
  }

  final World world() {
    return new World(opened.get());
  }

  /** With options of its own. */
  final World world(UnaryOperator<Claviger.Builder> options) {
    return new World(opened.get(), options);
  }
}
