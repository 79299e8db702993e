package io.claviger.atlas.http;

import java.time.Duration;

/** Is told about every request that was answered, also about those that are not valid HTTP. */
@FunctionalInterface
public interface RequestObserver {
  /** Must be quick and thread-safe. The duration begins with the first byte of the request. */
  void answered(int status, Duration duration);
}
