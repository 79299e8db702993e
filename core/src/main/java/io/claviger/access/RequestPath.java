package io.claviger.access;

import io.claviger.internal.background.Failures;
import io.claviger.internal.credential.CredentialFormats;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.Verifiers;
import io.claviger.internal.usage.UsageRecorder;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.Proof;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Builds the request path from the parts of {@link io.claviger.Claviger}. */
@SuppressWarnings("exports") // no code outside of this module has these parts
public final class RequestPath {
  private final ApiKeyStore store;
  private final CredentialFormats formats;
  private final KeyReader keys;
  private final ProofAuthenticator proofs;
  private final AccessCounter counter = new AccessCounter();

  /**
   * Reads keys from this store.
   *
   * @param formats the tokens that are accepted
   * @param firstUse called when a use starts the grace period of older secrets of the key; on the
   *     thread of the request, and again until the store shows the change
   */
  public RequestPath(
      ApiKeyStore store,
      InstantSource clock,
      CredentialFormats formats,
      Consumer<Authenticated> firstUse) {
    this.store = store;
    this.formats = formats;
    this.keys = new KeyReader(store, clock, firstUse);
    this.proofs = new ProofAuthenticator(keys, formats);
  }

  /**
   * Returns an authenticator for pairs and tokens. It replaces outdated verifiers in the background
   * if the store can.
   */
  public Authenticator authenticator(
      Verifiers verifiers, Entropy entropy, Executor background, Failures failures) {
    Optional<VerifierUpgrade> upgrade =
        store
            .verifierStore()
            .map(
                replacements -> new VerifierUpgrade(verifiers, replacements, background, failures));
    EqualWork work = EqualWork.of(keys, new Fingerprints(entropy), verifiers);
    StoreAuthenticator authenticator = new StoreAuthenticator(keys, work, upgrade);
    return credential -> {
      try {
        return counter.counted(authenticator.authenticate(declared(credential)));
      } catch (StoreException e) {
        throw counter.counted(e);
      }
    };
  }

  /** Returns the credential, or a malformed one for a token whose prefix is not declared. */
  private Credential declared(Credential credential) {
    return credential instanceof Credential.Pair pair && formats.refuses(pair.privateKey())
        ? new Credential.Malformed()
        : credential;
  }

  /** Authenticates the key with this public key by a proof. */
  public AuthenticationResult authenticate(PublicKey publicKey, Proof proof) {
    try {
      return counter.counted(proofs.authenticate(publicKey, proof));
    } catch (StoreException e) {
      throw counter.counted(e);
    }
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
