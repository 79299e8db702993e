package io.claviger.access;

import io.claviger.model.IpAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits how often keys are used, by a rule of the application: so many requests in a minute, or a
 * quota for each organization. Set it with {@link io.claviger.Claviger.Builder#gate}.
 *
 * <p>An {@link AccessCheck} asks it last, for a request that is otherwise allowed. So requests that
 * are refused for another reason use up nothing, and a refusal of the gate counts no use of the
 * key.
 */
@FunctionalInterface
public interface Gate {
  /**
   * Returns empty to let the request through, or how long the client must wait until it tries
   * again. Must be quick and thread-safe. An exception reaches the caller of the check, which then
   * admits nobody.
   */
  Optional<Duration> waitTime(Authenticated key, IpAddress address);

  /** Returns a gate that lets every request through. */
  static Gate open() {
    return (key, address) -> Optional.empty();
  }
}
