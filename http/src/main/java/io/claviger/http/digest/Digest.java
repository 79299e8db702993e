package io.claviger.http.digest;

import io.claviger.Claviger;
import io.claviger.ErrorCode;
import io.claviger.InvalidValue;
import io.claviger.Peppers;
import io.claviger.spi.VerifierScheme;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * HTTP Digest, put together from its settings and the peppers:
 *
 * <pre>{@code
 * Digest digest = Digest.of(settings, peppers);
 * Claviger claviger =
 *     Claviger.builder(store).peppers(peppers).verifierScheme(digest.scheme()).build();
 * DigestAuthenticator authenticator = digest.authenticator(claviger);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Digest {
  private final DigestSettings settings;
  private final Ha1Verifiers verifiers;
  private final Nonces nonces;
  private final InstantSource clock;

  private Digest(
      DigestSettings settings, Peppers peppers, InstantSource clock, RandomGenerator random) {
    this.settings = settings;
    this.clock = clock;
    DigestKeys sealing = new DigestKeys(peppers, "claviger digest verifier", "AES");
    this.verifiers = new Ha1Verifiers(settings, new Ha1Seal(settings.realm(), sealing, random));
    // A nonce does not tell how long it is good: one of a server that takes it for longer, or for
    // less, would be remembered too short a time.
    String purpose = "claviger digest nonce " + settings.nonceLifetime();
    this.nonces = new Nonces(new DigestKeys(peppers, purpose, "HmacSHA256"), random);
  }

  /**
   * With the system's clock and {@link SecureRandom}.
   *
   * @param peppers those that the {@link Claviger} has, of which {@link Claviger#check} makes sure
   *     that all nodes have the same
   * @throws InvalidValue if none of them is current
   */
  public static Digest of(DigestSettings settings, Peppers peppers) {
    return of(settings, peppers, InstantSource.system(), new SecureRandom());
  }

  /**
   * The same.
   *
   * @param clock that of the {@link Claviger}
   * @param random where nonces are drawn from: must be thread-safe and cryptographically strong
   */
  public static Digest of(
      DigestSettings settings, Peppers peppers, InstantSource clock, RandomGenerator random) {
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(random, "random");
    if (peppers.currentVersion().isEmpty()) {
      throw InvalidValue.hidden(
          ErrorCode.INVALID_ATTRIBUTE,
          "peppers",
          "Digest needs a current one, under which its verifiers are sealed; give it"
              + " Peppers.of(version, key), and the same to Claviger.Builder.peppers");
    }
    return new Digest(settings, peppers, clock, random);
  }

  /** For {@link Claviger.Builder#verifierScheme}: makes what answers are checked against. */
  public VerifierScheme scheme() {
    return verifiers;
  }

  /**
   * Checks answers against the keys of this one, which has the {@link #scheme}. A replay window in
   * memory begins now: make one authenticator for all requests.
   */
  public DigestAuthenticator authenticator(Claviger claviger) {
    Objects.requireNonNull(claviger, "claviger");
    ReplayWindow window =
        settings.replayWindow().orElseGet(() -> ReplayWindow.inMemory(clock.instant()));
    return new KeyDigestAuthenticator(
        claviger,
        settings,
        verifiers,
        new NonceCheck(nonces, settings, window),
        new Challenges(settings, nonces, clock));
  }

  /** The settings. */
  @Override
  public String toString() {
    return settings.toString();
  }
}
