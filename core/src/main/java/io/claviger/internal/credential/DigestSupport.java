package io.claviger.internal.credential;

import io.claviger.access.digest.DigestAuthenticator;
import io.claviger.access.digest.DigestSettings;
import io.claviger.access.digest.ReplayWindow;
import io.claviger.internal.digest.Challenges;
import io.claviger.internal.digest.NonceCheck;
import io.claviger.internal.digest.Nonces;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Digest, put together from its settings and the peppers. */
public final class DigestSupport {
  private final DigestSettings settings;
  private final Ha1Verifiers verifiers;
  private final Nonces nonces;

  /** There is a current pepper. */
  public DigestSupport(
      DigestSettings settings,
      int currentPepper,
      Map<Integer, byte[]> peppers,
      RandomGenerator random) {
    this.settings = settings;
    PepperKeys sealing = new PepperKeys("claviger digest verifier", "AES", currentPepper, peppers);
    this.verifiers = new Ha1Verifiers(settings, new Ha1Seal(settings.realm(), sealing, random));
    // A nonce does not tell how long it is good: one of a server that takes it for longer, or for
    // less, would be remembered too short a time.
    String purpose = "claviger digest nonce " + settings.nonceLifetime();
    PepperKeys signing = new PepperKeys(purpose, "HmacSHA256", currentPepper, peppers);
    this.nonces = new Nonces(signing.currentKey().orElseThrow(), signing.all(), random);
  }

  /** Makes the verifiers of secrets. */
  public Ha1Verifiers verifiers() {
    return verifiers;
  }

  /** Checks answers against these keys. A window in memory begins now. */
  public DigestAuthenticator authenticator(KeyReader keys, InstantSource clock) {
    ReplayWindow window =
        settings.replayWindow().orElseGet(() -> ReplayWindow.inMemory(clock.instant()));
    return new StoreDigestAuthenticator(
        keys,
        settings,
        new Ha1Comparison(verifiers),
        new NonceCheck(nonces, settings, window),
        new Challenges(settings, nonces, clock));
  }
}
