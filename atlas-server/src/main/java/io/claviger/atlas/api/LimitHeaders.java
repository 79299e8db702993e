package io.claviger.atlas.api;

import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.http.Reply;
import io.claviger.atlas.http.Request;
import io.claviger.model.ApiKeyId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Tells clients about the limit of their key with the headers of Atlas: {@code RateLimit-Limit} and
 * {@code RateLimit-Remaining}, and {@code Retry-After} for a request that was over the limit.
 */
record LimitHeaders(Optional<KeyLimiter> limiter) {
  /**
   * Returns a function that adds the present numbers of this key to a reply. Without a limit it
   * adds nothing.
   */
  UnaryOperator<Reply> of(ApiKeyId key) {
    if (limiter.isEmpty()) {
      return reply -> reply;
    }
    long remaining = limiter.get().remaining(key);
    return reply ->
        reply
            .with("RateLimit-Limit", List.of(Integer.toString(limiter.get().limit().requests())))
            .with("RateLimit-Remaining", List.of(Long.toString(remaining)));
  }

  /** Adds the time to wait to a reply. */
  static Reply retryAfter(Reply reply, Duration wait) {
    return reply.with("Retry-After", List.of(Long.toString(seconds(wait))));
  }

  /** Returns the error of a request over the limit. */
  ApiError error(Request request, Duration wait) {
    RateLimit limit = limiter.orElseThrow().limit();
    return new ApiError(
        "RATE_LIMITED_TOKEN_BUCKET",
        request.path().substring(1),
        Long.toString(seconds(wait)),
        Integer.toString(limit.requests()),
        Integer.toString(limit.requests()),
        Long.toString(limit.period().toSeconds()));
  }

  /** Rounds up, because a client that comes earlier is refused again. */
  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }
}
