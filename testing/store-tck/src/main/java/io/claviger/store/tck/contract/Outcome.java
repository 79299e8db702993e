package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The outcome of a call: its answer, or the code of its refusal.
 *
 * @param refusal empty if the call was allowed
 * @param answer empty if the call was refused
 */
record Outcome<T>(Optional<ErrorCode> refusal, Optional<T> answer) {
  static <T> Outcome<T> of(Supplier<T> call) {
    try {
      return new Outcome<>(Optional.empty(), Optional.of(call.get()));
    } catch (ClavigerException e) {
      return new Outcome<>(Optional.of(e.code()), Optional.empty());
    }
  }

  boolean allowed() {
    return refusal.isEmpty();
  }

  void assertRefused(ErrorCode expected) {
    assertEquals(Optional.of(expected), refusal);
  }
}
