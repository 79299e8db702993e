package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An access token that stands for a key until it expires, or is ended before.
 *
 * @param apiKey the key that it was issued to
 * @param first the token that it was made of, whose end also ends this one. It is reserved for an
 *     exchange of tokens: the library issues tokens for secrets only, and leaves it empty
 * @param expiresAt from this instant on it is not accepted; cut to microseconds
 */
public record AccessToken(
    ApiKeyId apiKey, AccessTokenId id, Optional<AccessTokenId> first, Instant expiresAt) {
  /** Cuts the instant. Throws {@link InvalidValueException} if it is out of range. */
  public AccessToken {
    Arguments.require(apiKey, "apiKey", id, "id", first, "first", expiresAt, "expiresAt");
    expiresAt = Timestamps.micros("expiry of a token", expiresAt);
  }

  /** Checks whether it is expired at this instant. */
  public boolean isExpired(Instant now) {
    return !Objects.requireNonNull(now, "now").isBefore(expiresAt);
  }

  /** Checks whether this token, or the one that it was made of, is among these ended tokens. */
  public boolean isEndedBy(Set<AccessTokenId> ended) {
    Objects.requireNonNull(ended, "ended");
    return ended.contains(id) || (first.isPresent() && ended.contains(first.get()));
  }
}
