package io.claviger.store.jdbc;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.spi.ApiKeyStore;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LockedStoreTest {
  /** Their defaults call the locked store, or are right for each store without a cache. */
  private static final Set<String> DEFAULTS =
      Set.of("withLock", "commitAll", "joinsTransaction", "evict");

  @Test
  void everyOtherMethodIsPassedOn() {
    assertEquals(
        DEFAULTS,
        Stream.of(LockedStore.class.getMethods())
            .filter(method -> method.getDeclaringClass() == ApiKeyStore.class)
            .map(Method::getName)
            .collect(toSet()));
  }
}
