package io.claviger.http.digest;

import io.claviger.model.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Checks that the nonce of an otherwise right answer is valid, and that its use is new.
 *
 * @param window remembers the uses; the window of the settings is not used
 */
record NonceCheck(Nonces nonces, DigestSettings settings, ReplayWindow window) {
  /** The allowed difference between the clocks of servers that accept each other's nonces. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  /**
   * Returns what the window says about this use of the nonce, and unknown if the nonce itself is
   * too old or was not made by these servers. If the result is FIRST, this use is remembered.
   */
  ReplayWindow.Verdict use(DigestAnswer answer, Instant now) {
    Optional<Instant> made = nonces.made(answer.nonce());
    if (made.isEmpty() || isOutside(made.get(), now)) {
      return ReplayWindow.Verdict.UNKNOWN;
    }
    NonceUse use =
        new NonceUse(
            answer.nonce(),
            made.get(),
            // Remembered until the nonce has expired by every clock within the tolerance.
            made.get().plus(settings.nonceLifetime()).plus(TOLERANCE),
            answer.count(),
            settings.usesPerNonce());
    return ask(use, now);
  }

  /** Checks whether the nonce is too new or expired. It is expired at the expiry itself, too. */
  private boolean isOutside(Instant made, Instant now) {
    return made.isAfter(now.plus(TOLERANCE)) || !now.isBefore(made.plus(settings.nonceLifetime()));
  }

  private ReplayWindow.Verdict ask(NonceUse use, Instant now) {
    try {
      return Objects.requireNonNull(window.use(use, now), "verdict");
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new StoreException(
          StoreException.Kind.FAULT,
          "the replay window failed with " + e.getClass().getName() + "; see the cause",
          e);
    }
  }
}
