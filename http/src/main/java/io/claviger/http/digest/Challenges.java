package io.claviger.http.digest;

import java.time.InstantSource;
import java.util.List;

/**
 * Makes the values of WWW-Authenticate. Their parameters, order, quotes and blanks are those of
 * Atlas, because some clients refuse others.
 */
final class Challenges {
  private final DigestSettings settings;
  private final Nonces nonces;
  private final InstantSource clock;

  Challenges(DigestSettings settings, Nonces nonces, InstantSource clock) {
    this.settings = settings;
    this.nonces = nonces;
    this.clock = clock;
  }

  /** Returns a challenge for each offered algorithm, all with the same new nonce. */
  List<String> make(boolean stale) {
    String nonce = nonces.make(clock.instant());
    return settings.offered().stream().map(each -> challenge(nonce, each, stale)).toList();
  }

  private String challenge(String nonce, DigestAlgorithm algorithm, boolean stale) {
    return "Digest realm=\""
        + settings.realm()
        + "\", domain=\"\", nonce=\""
        + nonce
        + "\", algorithm="
        + algorithm.wireName()
        + ", qop=\"auth\", stale="
        + stale;
  }
}
