package io.claviger.oauth;

import io.claviger.oauth.internal.endpoint.OAuthProblem;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the responses of a handler. Thread-safe. */
final class OAuthCounter {
  final LongAdder issued = new LongAdder();
  final LongAdder revoked = new LongAdder();
  private final Map<String, LongAdder> refused = new TreeMap<>();

  OAuthCounter() {
    OAuthProblem.CODES.forEach(code -> refused.put(code, new LongAdder()));
  }

  @SuppressWarnings("NullAway") // there is an adder for every code
  void refused(String code) {
    refused.get(code).increment();
  }

  OAuthCounts counts() {
    Map<String, Long> sums = new TreeMap<>();
    refused.forEach((code, adder) -> sums.put(code, adder.sum()));
    return new OAuthCounts(issued.sum(), revoked.sum(), sums);
  }
}
