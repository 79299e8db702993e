package io.claviger.http.digest;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.http.access.Presentation;
import io.claviger.internal.text.Arguments;
import io.claviger.model.InvalidValueException;
import io.claviger.spi.VerifierScheme;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * HTTP Digest, created from its settings and the peppers:
 *
 * <pre>{@code
 * Digest digest = Digest.of(settings, peppers);
 * Claviger claviger =
 *     Claviger.builder(store).peppers(peppers).verifierScheme(digest.scheme()).build();
 * HttpAccess access =
 *     HttpAccess.builder(claviger, grants).accept(digest.presentation()).build();
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
    // A nonce does not contain its lifetime, so the lifetime is part of the purpose. Servers with
    // different lifetimes would otherwise accept each other's nonces, and forget uses too early.
    String purpose = "claviger digest nonce " + settings.nonceLifetime();
    this.nonces = new Nonces(new DigestKeys(peppers, purpose, "HmacSHA256"), random);
  }

  /**
   * Creates HTTP Digest with the system's clock and {@link SecureRandom}.
   *
   * @param peppers the peppers of the {@link Claviger}; {@link Claviger#check} checks that all
   *     nodes have the same ones
   * @throws InvalidValueException if there is no current pepper
   */
  public static Digest of(DigestSettings settings, Peppers peppers) {
    return of(settings, peppers, InstantSource.system(), new SecureRandom());
  }

  /**
   * Creates HTTP Digest with this clock and this source of random bytes.
   *
   * @param clock the clock of the {@link Claviger}
   * @param random draws nonces and initialization vectors; must be thread-safe and
   *     cryptographically strong
   * @throws InvalidValueException if there is no current pepper
   */
  public static Digest of(
      DigestSettings settings, Peppers peppers, InstantSource clock, RandomGenerator random) {
    Arguments.require(settings, "settings", peppers, "peppers", clock, "clock", random, "random");
    if (peppers.currentVersion().isEmpty()) {
      throw InvalidValueException.hidden(
          "peppers",
          "must have a current version, under which Digest seals its verifiers; create them with"
              + " Peppers.of(version, key), and pass the same ones to Claviger.Builder.peppers");
    }
    return new Digest(settings, peppers, clock, random);
  }

  /** Returns the scheme for {@link Claviger.Builder#verifierScheme}. */
  public VerifierScheme scheme() {
    return verifiers;
  }

  /**
   * Returns the way to present an answer to a challenge, for {@link
   * io.claviger.http.access.HttpAccessBuilder#accept}. The {@link Claviger} of that access must
   * have the {@link #scheme}. Use one presentation for all requests: unless the settings contain a
   * replay window, each has its own in memory, which begins now.
   *
   * <p>Its challenges have the realm of the settings, one for each offered algorithm, and all have
   * the same new nonce. They contain {@code stale=true} if the secret was right, and the nonce was
   * too old or its use was not new. A client that knows the secret then tries again automatically.
   * An attacker that replays the answer of another client learns only whether the key is still
   * valid.
   *
   * <p>The nonce is checked last, and its use is remembered only if everything else is right. So
   * requests with a disabled or expired key get the same challenge as requests with a key that does
   * not exist, and take up no memory. Two rejections have a detail for the log:
   *
   * <ul>
   *   <li>{@code OTHER_TARGET}: the client signed another target. A proxy may have rewritten the
   *       target of the request.
   *   <li>{@code NO_VERIFIER}: no secret of the key has a verifier for this realm and algorithm,
   *       because the key was issued before they were turned on. A secret gets a verifier when it
   *       is used once as a pair or token. A rotated key gets one with its new secret.
   * </ul>
   */
  public Presentation presentation() {
    ReplayWindow window =
        settings.replayWindow().orElseGet(() -> ReplayWindow.inMemory(clock.instant()));
    return new DigestPresentation(
        settings,
        EqualWork.with(verifiers),
        new NonceCheck(nonces, settings, window),
        new Challenges(settings, nonces, clock));
  }

  /** Returns the text of the settings. */
  @Override
  public String toString() {
    return settings.toString();
  }
}
