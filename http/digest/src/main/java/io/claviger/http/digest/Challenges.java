package io.claviger.http.digest;

import java.time.InstantSource;
import java.util.List;

/**
 * Makes the values of WWW-Authenticate. Their parameters, order, quotes and blanks are those of
 * Atlas, because some clients refuse others.
 */
record Challenges(DigestSettings settings, Nonces nonces, InstantSource clock) {
  /** Returns a challenge for each offered algorithm, all with the same new nonce. */
  List<String> make(boolean stale) {
    String nonce = nonces.make(clock.instant());
    return settings.offered().stream().map(each -> challenge(nonce, each, stale)).toList();
  }

  private String challenge(String nonce, DigestAlgorithm algorithm, boolean stale) {
    return String.format(
        "Digest realm=\"%s\", domain=\"\", nonce=\"%s\", algorithm=%s, qop=\"auth\", stale=%s",
        settings.realm(), nonce, algorithm.wireName(), stale);
  }
}
