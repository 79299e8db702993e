package io.claviger.access;

import io.claviger.PublicKey;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.internal.credential.VerifierUpgrade;
import io.claviger.internal.usage.UsageRecorder;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.Proof;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts the request path together; for {@link io.claviger.Claviger}, which has its parts. */
@SuppressWarnings("exports") // whoever is outside of this module has none of these parts
public final class RequestPath {
  private final KeyReader keys;

  /**
   * Of the keys in this store.
   *
   * @param firstUse told of uses that give older secrets of the key, which wait for it, their end;
   *     on the thread of the request, and again until the store shows it
   */
  public RequestPath(ApiKeyStore store, InstantSource clock, Consumer<Authenticated> firstUse) {
    this.keys = new KeyReader(store, clock, firstUse);
  }

  /** Of pairs and tokens; where verifiers stay as they are, the last is empty. */
  public Authenticator authenticator(
      SecretHasher hasher, Entropy entropy, Optional<VerifierUpgrade> upgrade) {
    return new StoreAuthenticator(keys, hasher, new Fingerprints(entropy), upgrade);
  }

  /** Of the key with this public half, by this proof. */
  public Authentication authenticate(PublicKey publicKey, Proof proof) {
    return new ProofAuthenticator(keys).authenticate(publicKey, proof);
  }

  /** Where no usage is counted, the last is empty. */
  public static AccessCheck check(
      Authenticator authenticator, Authorizer authorizer, Optional<UsageRecorder> usage) {
    return new CountingAccessCheck(authenticator, authorizer, usage);
  }
}
