package io.claviger.http.digest;

import io.claviger.http.digest.DigestResult.Detail;
import io.claviger.model.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Whether the nonce of an answer that is right otherwise may be used, and this use is new. */
final class NonceCheck {
  /** By how much the clocks of servers that take each other's nonces may differ. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private final Nonces nonces;
  private final DigestSettings settings;
  private final ReplayWindow window;

  /** Uses are remembered in this window, whatever the settings say. */
  NonceCheck(Nonces nonces, DigestSettings settings, ReplayWindow window) {
    this.nonces = nonces;
    this.settings = settings;
    this.window = window;
  }

  /** Why it may not be used; empty if it may, and then was. */
  Optional<Detail> refusal(DigestAnswer answer, Instant now) {
    Optional<Instant> made = nonces.made(answer.nonce());
    if (made.isEmpty() || isOutside(made.get(), now)) {
      return Optional.of(Detail.STALE_NONCE);
    }
    NonceUse use =
        new NonceUse(
            answer.nonce(),
            made.get(),
            // Remembered until no clock takes it for good any more.
            made.get().plus(settings.nonceLifetime()).plus(TOLERANCE),
            answer.count(),
            settings.usesPerNonce());
    return switch (ask(use, now)) {
      case FIRST -> Optional.empty();
      case REPEATED -> Optional.of(Detail.REPLAYED);
      case USED_UP, UNKNOWN -> Optional.of(Detail.STALE_NONCE);
    };
  }

  /** An instant equal to the expiry is expired. */
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
          "the replay window failed with " + e.getClass().getName() + "; look at it",
          e);
    }
  }
}
