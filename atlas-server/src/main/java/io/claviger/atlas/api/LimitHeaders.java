package io.claviger.atlas.api;

import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.http.Reply;
import io.claviger.atlas.http.Request;
import io.claviger.http.access.HttpHeader;
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
    HttpHeader header = HttpHeader.retryAfter(wait);
    return reply.with(header.name(), List.of(header.value()));
  }

  /** Returns the error of a request over the limit. */
  ApiError error(Request request, Duration wait) {
    RateLimit limit = limiter.orElseThrow().limit();
    return new ApiError(
        "RATE_LIMITED_TOKEN_BUCKET",
        request.path().substring(1),
        HttpHeader.retryAfter(wait).value(),
        Integer.toString(limit.requests()),
        Integer.toString(limit.requests()),
        Long.toString(limit.period().toSeconds()));
  }
}
