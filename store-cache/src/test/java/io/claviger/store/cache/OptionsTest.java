package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Valid options are accepted, and the message for others says why not. */
class OptionsTest {
  private static final Duration MIN = Duration.ofMillis(10);

  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();

  private CachingApiKeyStore.Builder builder() {
    return CachingApiKeyStore.builder(store);
  }

  private static void refuses(String message, Executable call) {
    InvalidValueException refusal = assertThrows(InvalidValueException.class, call);
    assertEquals(ErrorCode.INVALID_VALUE, refusal.code());
    assertEquals(message, refusal.getMessage());
  }

  private void takes(
      BiFunction<CachingApiKeyStore.Builder, Duration, CachingApiKeyStore.Builder> option,
      Duration most) {
    assertDoesNotThrow(() -> option.apply(builder(), MIN));
    assertDoesNotThrow(() -> option.apply(builder(), most));
  }

  @Test
  void maxStalenessIsTenMillisecondsToAnHour() {
    takes(CachingApiKeyStore.Builder::maxStaleness, Duration.ofHours(1));
    refuses(
        "invalid maxStaleness \"PT0.009999999S\": must be PT0.01S to PT1H",
        () -> builder().maxStaleness(MIN.minusNanos(1)));
    refuses(
        "invalid maxStaleness \"PT1H0.000000001S\": must be PT0.01S to PT1H",
        () -> builder().maxStaleness(Duration.ofHours(1).plusNanos(1)));
    refuses(
        "invalid maxStaleness \"PT-1S\": must be PT0.01S to PT1H",
        () -> builder().maxStaleness(Duration.ofSeconds(-1)));
  }

  @Test
  void loadTimeoutIsTenMillisecondsToAMinute() {
    takes(CachingApiKeyStore.Builder::loadTimeout, Duration.ofMinutes(1));
    refuses(
        "invalid load timeout \"PT0.009999999S\": must be PT0.01S to PT1M",
        () -> builder().loadTimeout(MIN.minusNanos(1)));
    refuses(
        "invalid load timeout \"PT1M0.000000001S\": must be PT0.01S to PT1M",
        () -> builder().loadTimeout(Duration.ofMinutes(1).plusNanos(1)));
  }

  @Test
  void theSecondBoundIsUpToADay() {
    takes(CachingApiKeyStore.Builder::staleIfError, Duration.ofDays(1));
    refuses(
        "invalid staleIfError \"PT0.009999999S\": must be PT0.01S to PT24H",
        () -> builder().staleIfError(MIN.minusNanos(1)));
    refuses(
        "invalid staleIfError \"PT24H0.000000001S\": must be PT0.01S to PT24H",
        () -> builder().staleIfError(Duration.ofDays(1).plusNanos(1)));
  }

  @Test
  void theSecondBoundIsNotShorterThanTheFirstInWhateverOrderTheyAreSet() {
    Duration second = Duration.ofSeconds(2);
    assertDoesNotThrow(() -> builder().staleIfError(second).maxStaleness(second).build());
    assertAll(
        List.of(
                builder().staleIfError(second).maxStaleness(second.plusNanos(1)),
                builder().maxStaleness(second.plusNanos(1)).staleIfError(second))
            .stream()
            .map(
                builder ->
                    () ->
                        refuses(
                            "invalid staleIfError \"PT2S\":"
                                + " must not be shorter than maxStaleness, PT2.000000001S",
                            builder::build)));
  }

  @Test
  void sizesAreOneOrMore() {
    assertDoesNotThrow(() -> builder().maxSize(1).unknownKeys(1).concurrentLoads(1).build());
    assertDoesNotThrow(
        () ->
            builder()
                .maxSize(Integer.MAX_VALUE)
                .unknownKeys(Integer.MAX_VALUE)
                .concurrentLoads(Integer.MAX_VALUE)
                .build());
    refuses("invalid maximum size \"0\": must be 1 or more", () -> builder().maxSize(0));
    refuses(
        "invalid number of unknown keys \"-1\": must be 1 or more",
        () -> builder().unknownKeys(-1));
    refuses(
        "invalid number of concurrent loads \"0\": must be 1 or more",
        () -> builder().concurrentLoads(0));
  }

  @Test
  void sizesDoNotUndoEachOther() {
    assertEquals(new Sizes(7, 8, 9), sizes(builder().maxSize(7).unknownKeys(8).concurrentLoads(9)));
    assertEquals(new Sizes(7, 8, 9), sizes(builder().unknownKeys(8).concurrentLoads(9).maxSize(7)));
  }

  private static Sizes sizes(CachingApiKeyStore.Builder builder) {
    return builder.options().sizes();
  }

  @Test
  void boundsDoNotUndoEachOther() {
    Options options =
        builder()
            .maxStaleness(Duration.ofSeconds(1))
            .staleIfError(Duration.ofSeconds(2))
            .loadTimeout(Duration.ofSeconds(3))
            .maxStaleness(Duration.ofSeconds(1))
            .options();

    assertEquals(Duration.ofSeconds(1), options.maxStaleness());
    assertEquals(Duration.ofSeconds(2), options.last());
    assertEquals(Duration.ofSeconds(3), options.loadTimeout());
  }

  @Test
  void theDefaultsAreWhatIsDocumented() {
    Options options = builder().options();

    assertEquals(Duration.ofSeconds(5), options.maxStaleness());
    assertEquals(Duration.ofSeconds(5), options.last());
    assertEquals(Duration.ofSeconds(3), options.loadTimeout());
    assertEquals(Duration.ofSeconds(1), options.unknown());
    assertEquals(new Sizes(100_000, 10_000, 3), options.sizes());
  }

  @Test
  void aStoreInATransactionOfTheApplicationIsRefused() {
    ForwardingApiKeyStore joined =
        new ForwardingApiKeyStore(store) {
          @Override
          public boolean joinsTransaction() {
            return true;
          }
        };

    refuses(
        "invalid store: takes part in a transaction, which may be rolled back;"
            + " cache the store outside of it",
        () -> CachingApiKeyStore.of(joined));
  }

  @Test
  void nullIsRefusedWithTheNameOfTheParameter() {
    CachingApiKeyStore cache = builder().build();
    Map<String, Executable> calls =
        Map.ofEntries(
            Map.entry("store", () -> CachingApiKeyStore.builder(null)),
            Map.entry("bound", () -> builder().maxStaleness(null)),
            Map.entry("staleIfError", () -> builder().staleIfError(null)),
            Map.entry("load timeout", () -> builder().loadTimeout(null)),
            Map.entry("clock", () -> builder().clock(null)),
            Map.entry("ticker", () -> builder().ticker(null)),
            Map.entry("background", () -> builder().background(null)),
            Map.entry("executor", () -> builder().executor(null)),
            Map.entry("publicKey", () -> cache.findByPublicKey(null)),
            Map.entry("change", () -> cache.commit(null)),
            Map.entry("query", () -> cache.listKeys(null)),
            Map.entry("ids", () -> cache.revisions(null)),
            Map.entry("value", () -> cache.storeIfAbsent(null)),
            Map.entry("organization", () -> cache.evict(null)));
    calls.forEach(
        (name, call) ->
            assertEquals(name, assertThrows(NullPointerException.class, call).getMessage()));
  }
}
