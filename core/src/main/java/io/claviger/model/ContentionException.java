package io.claviger.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Other changes of the same organization overtook the call until its deadline. In a transaction of
 * the application, one such change is enough. Also thrown if the calling thread was interrupted
 * while it waited for its turn or its next attempt. Nothing was changed, and it is safe to call
 * again later.
 */
public final class ContentionException extends ClavigerException {
  private static final long serialVersionUID = 1L;

  private final int attempts;

  /** Creates the exception after this many lost attempts. */
  public ContentionException(OrganizationId organization, int attempts) {
    super(
        ErrorCode.CONTENTION,
        List.of(Objects.requireNonNull(organization, "organization").value()),
        String.format(
            "other changes overtook a call on organization %s, which lost %s attempts; nothing"
                + " was changed, call again. If your own open transaction has changed the"
                + " organization, make this change in it, or after its end",
            organization, attempts),
        null);
    this.attempts = attempts;
  }

  /** Returns 1 second. */
  @Override
  public Optional<Duration> retryAfter() {
    return Optional.of(Duration.ofSeconds(1));
  }

  /** Returns how many attempts the call made and lost. */
  public int attempts() {
    return attempts;
  }
}
