package io.claviger.access;

import io.claviger.internal.background.Failures;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.Verifiers;
import io.claviger.internal.usage.UsageRecorder;
import io.claviger.model.Roles;
import io.claviger.spi.store.ApiKeyStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Puts the request path together from the parts of {@link io.claviger.Claviger}. It decides
 * nothing. Its steps are package-private, since nothing but an authentication may make an {@link
 * Authenticated}. It is public only because {@code Claviger} is in another package; its parameters
 * are of packages that are not exported.
 */
@SuppressWarnings("exports") // no code outside of this module has these parts
public final class RequestPath {
  private final ApiKeyStore store;
  private final Roles roles;
  private final Verifiers verifiers;
  private final Entropy entropy;
  private final EqualWork work;
  private final AccessCounter counter = new AccessCounter();

  /**
   * Reads keys from this store, and judges them by this clock.
   *
   * @param roles the roles that the application declares
   * @param entropy also has the formats of tokens that are accepted
   */
  public RequestPath(
      ApiKeyStore store, InstantSource clock, Roles roles, Verifiers verifiers, Entropy entropy) {
    this.store = store;
    this.roles = roles;
    this.verifiers = verifiers;
    this.entropy = entropy;
    this.work = EqualWork.of(clock, entropy.formats(), new Fingerprints(entropy), verifiers);
  }

  /**
   * Returns an authenticator for credentials. It replaces outdated verifiers in the background if
   * the store can.
   *
   * @param firstUse called when a use starts the grace period of older secrets of the key; on the
   *     thread of the request, and again until the store shows the change
   */
  public Authenticator authenticator(
      Consumer<Authenticated> firstUse, Executor background, Failures failures) {
    Optional<VerifierUpgrade> upgrade =
        store
            .extensions()
            .verifiers()
            .map(
                replacements -> new VerifierUpgrade(verifiers, replacements, background, failures));
    KeyReader keys = new KeyReader(store, firstUse);
    ProofAuthenticator proofs =
        new ProofAuthenticator(keys, work, roles, store.extensions().revokedTokens());
    return new StoreAuthenticator(keys, entropy.formats(), work, upgrade, proofs, counter);
  }

  /**
   * Returns an access check.
   *
   * @param usage empty if usage is not counted
   */
  public AccessCheck check(
      Authenticator authenticator,
      Authorizer authorizer,
      RequestLimiter limiter,
      Optional<UsageRecorder> usage) {
    return new CountingAccessCheck(authenticator, authorizer, limiter, usage, counter);
  }

  /** Returns the outcomes until now. */
  public AccessCheck.Counts counts() {
    return counter.counts();
  }
}
