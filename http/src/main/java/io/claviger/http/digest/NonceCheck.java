package io.claviger.http.digest;

import io.claviger.http.digest.DigestResult.Detail;
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
   * Returns why the nonce may not be used. If the result is empty, the nonce is valid and this use
   * of it is remembered.
   */
  Optional<Detail> refusal(DigestAnswer answer, Instant now) {
    Optional<Instant> made = nonces.made(answer.nonce());
    if (made.isEmpty() || isOutside(made.get(), now)) {
      return Optional.of(Detail.STALE_NONCE);
    }
    NonceUse use =
        new NonceUse(
            answer.nonce(),
            made.get(),
            // Remembered until the nonce has expired by every clock within the tolerance.
            made.get().plus(settings.nonceLifetime()).plus(TOLERANCE),
            answer.count(),
            settings.usesPerNonce());
    return switch (ask(use, now)) {
      case FIRST -> Optional.empty();
      case REPEATED -> Optional.of(Detail.REPLAYED);
      case USED_UP, UNKNOWN -> Optional.of(Detail.STALE_NONCE);
    };
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
