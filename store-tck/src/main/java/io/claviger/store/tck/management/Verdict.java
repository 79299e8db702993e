package io.claviger.store.tck.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What became of a call: its answer, or the code of its refusal.
 *
 * @param refusal empty where it was allowed
 * @param answer empty where it was refused, or has none
 */
record Verdict(Optional<ErrorCode> refusal, Optional<Object> answer) {
  /** Calls. */
  static Verdict of(Supplier<?> call) {
    try {
      return new Verdict(Optional.empty(), Optional.ofNullable(call.get()));
    } catch (ClavigerException e) {
      return new Verdict(Optional.of(e.code()), Optional.empty());
    }
  }

  /** Calls something without an answer. */
  static Verdict of(Runnable call) {
    return of(
        () -> {
          call.run();
          return null;
        });
  }

  /** Calls, and insists on this refusal. */
  static void assertRefused(ErrorCode expected, Supplier<?> call) {
    assertEquals(Optional.of(expected), of(call).refusal());
  }

  /** Calls something without an answer, and insists on this refusal. */
  static void assertRefused(ErrorCode expected, Runnable call) {
    assertEquals(Optional.of(expected), of(call).refusal());
  }

  boolean allowed() {
    return refusal.isEmpty();
  }
}
