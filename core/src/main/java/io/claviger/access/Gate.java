package io.claviger.access;

import io.claviger.model.IpAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits how often keys are used, by a rule of the application: for example a number of requests
 * each minute, or a quota for each organization. Set it with {@link
 * io.claviger.Claviger.Builder#gate}.
 *
 * <p>An {@link AccessCheck} asks the gate last, and only for a request that is otherwise allowed.
 * So a request that is refused for another reason uses up no quota. Invalid credentials never reach
 * the gate: limit those before they reach Claviger. A refusal of the gate is not a use of the key.
 */
@FunctionalInterface
public interface Gate {
  /**
   * Returns empty to let the request through, or how long the client must wait before it tries
   * again; a negative time is zero. Must be quick and thread-safe. An exception reaches the caller
   * of the check, and the request is not admitted.
   */
  Optional<Duration> waitTime(Authenticated key, IpAddress address);

  /** Returns a gate that lets every request through. */
  static Gate open() {
    return (key, address) -> Optional.empty();
  }
}
