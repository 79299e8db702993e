package io.claviger.http.access;

import io.claviger.internal.text.Arguments;
import java.time.Duration;
import java.util.Objects;

/** A header of a response. */
public record HttpHeader(String name, String value) {
  /** Checks that no part is null. */
  public HttpHeader {
    Arguments.require(name, "name", value, "value");
  }

  /**
   * Returns {@code Retry-After} (RFC 9110, section 10.2.3) in whole seconds: rounded up, since a
   * client must not come too early, and at least 1.
   */
  public static HttpHeader retryAfter(Duration wait) {
    Objects.requireNonNull(wait, "wait");
    long seconds = wait.getSeconds();
    boolean more = wait.getNano() > 0 && seconds < Long.MAX_VALUE;
    return new HttpHeader("Retry-After", Long.toString(Math.max(1, more ? seconds + 1 : seconds)));
  }
}
