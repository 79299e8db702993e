package io.claviger.access;

import io.claviger.access.Decision.Denied;
import io.claviger.model.StoreException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts the outcomes of requests. Thread-safe. */
final class AccessCounter {
  private final LongAdder granted = new LongAdder();
  private final LongAdder rateLimited = new LongAdder();
  private final Map<Rejected.Reason, LongAdder> rejected = adders(Rejected.Reason.class);
  private final Map<Denied.Reason, LongAdder> denied = adders(Denied.Reason.class);
  private final Map<StoreException.Kind, LongAdder> unavailable = adders(StoreException.Kind.class);

  /** Counts a rejection, and returns the result. */
  AuthenticationResult counted(AuthenticationResult result) {
    if (result instanceof Rejected rejection) {
      increment(rejected, rejection.reason());
    }
    return result;
  }

  /** Counts a failure of the store, and returns it. */
  StoreException counted(StoreException failure) {
    increment(unavailable, failure.kind());
    return failure;
  }

  void granted() {
    granted.increment();
  }

  void rateLimited() {
    rateLimited.increment();
  }

  void denied(Denied.Reason reason) {
    increment(denied, reason);
  }

  AccessCheck.Counts counts() {
    return new AccessCheck.Counts(
        granted.sum(), sums(rejected), sums(denied), rateLimited.sum(), sums(unavailable));
  }

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
    Map<E, LongAdder> adders = new EnumMap<>(type);
    Arrays.stream(type.getEnumConstants()).forEach(each -> adders.put(each, new LongAdder()));
    return adders;
  }

  @SuppressWarnings("NullAway") // there is an adder for every constant
  private static <E extends Enum<E>> void increment(Map<E, LongAdder> adders, E constant) {
    adders.get(constant).increment();
  }

  private static <E extends Enum<E>> Map<E, Long> sums(Map<E, LongAdder> adders) {
    return adders.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
  }
}
