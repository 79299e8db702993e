package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.StoreException;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.store.memory.InMemoryApiKeyStore;
import org.junit.jupiter.api.Test;

/** The start says when the wrapped store cannot serve as many calls as the cache may make. */
class PoolSizeTest {
  /** Serves only so many calls at once. */
  private static CachingApiKeyStore.Builder over(int connections) {
    return CachingApiKeyStore.builder(
        new ForwardingApiKeyStore(new InMemoryApiKeyStore()) {
          @Override
          public StoreExtensions extensions() {
            return super.extensions().withCapacity(wanted -> Math.min(wanted, connections));
          }
        });
  }

  private static void assertRefused(String message, CachingApiKeyStore.Builder builder) {
    try (CachingApiKeyStore cache = builder.build()) {
      StoreException refusal = assertThrows(StoreException.class, cache::check);
      assertEquals(StoreException.Kind.FAULT, refusal.kind());
      assertEquals(message, refusal.getMessage());
    }
  }

  private static void assertFits(CachingApiKeyStore.Builder builder) {
    try (CachingApiKeyStore cache = builder.build()) {
      assertDoesNotThrow(cache::check);
    }
  }

  /** Spring Boot's pool has 10 connections. */
  @Test
  void theDefaultsFitIntoAPoolOfTen() {
    assertFits(over(10));
    assertFits(over(9));
    assertRefused(
        "the store serves only 8 calls at once, but the cache may make 8, and changes need one"
            + " more: give the connection pool 9 connections or more, or set"
            + " concurrentLoads(2) on the cache",
        over(8));
  }

  @Test
  void theNumberThatIsAdvisedFits() {
    for (int connections = 3; connections < 100; connections++) {
      CachingApiKeyStore.Builder large =
          over(connections).unknownKeys(7).concurrentLoads(1_000_000);
      int fits = advised(large);
      assertFits(over(connections).unknownKeys(7).concurrentLoads(fits));
      try (CachingApiKeyStore oneMore =
          over(connections).unknownKeys(7).concurrentLoads(fits + 1).build()) {
        assertThrows(StoreException.class, oneMore::check);
      }
    }
  }

  private static int advised(CachingApiKeyStore.Builder builder) {
    try (CachingApiKeyStore cache = builder.build()) {
      String message = assertThrows(StoreException.class, cache::check).getMessage();
      return Integer.parseInt(message.replaceAll(".*concurrentLoads\\((\\d+)\\).*", "$1"));
    }
  }

  @Test
  void aPoolOfTwoIsTooSmallForAnyNumber() {
    assertRefused(
        "the store serves only 2 calls at once, but the cache may make 2, and changes need one"
            + " more: give the connection pool 3 connections or more",
        over(2).unknownKeys(7).concurrentLoads(1));
  }

  @Test
  void aStoreWithoutALimitFits() {
    assertFits(
        CachingApiKeyStore.builder(new InMemoryApiKeyStore())
            .unknownKeys(Integer.MAX_VALUE)
            .concurrentLoads(Integer.MAX_VALUE));
  }
}
