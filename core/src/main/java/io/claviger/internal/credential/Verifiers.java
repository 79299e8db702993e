package io.claviger.internal.credential;

import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretId;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is stored to check a secret against: the verifier of a hasher, and those of a scheme.
 */
public final class Verifiers {
  private final SecretHasher hasher;
  private final Optional<VerifierScheme> scheme;

  /** Of the hasher alone if there is no scheme. */
  public Verifiers(SecretHasher hasher, Optional<VerifierScheme> scheme) {
    this.hasher = hasher;
    this.scheme = scheme;
  }

  /** For a new secret of the key with this public half. */
  List<Verifier> make(PublicKey publicKey, SecretId id, PrivateKey secret) {
    List<Verifier> verifiers = new ArrayList<>();
    verifiers.add(hasher.verifier(id, secret));
    scheme.ifPresent(its -> verifiers.addAll(its.make(publicKey, id, secret)));
    return verifiers;
  }

  /** The hasher whose verifier each secret has. */
  public SecretHasher hasher() {
    return hasher;
  }

  /** Whether the secret of that index has all that it would get today. */
  public boolean areCurrent(KeyLookup key, int index) {
    LookupSecret secret = key.secrets().get(index);
    return hasher.isCurrent(secret)
        && (scheme.isEmpty() || scheme.get().areCurrent(secret.id(), secret.verifiers()));
  }

  /**
   * The verifiers of the secret, with those of another day replaced by those of today. What was
   * made for something else, or by a node with other settings, stays.
   */
  public List<Verifier> upgraded(PublicKey publicKey, LookupSecret secret, PrivateKey presented) {
    List<Verifier> before = secret.verifiers();
    List<Verifier> verifiers = new ArrayList<>();
    if (hasher.isCurrent(secret)) {
      before.stream().filter(Verifier::isBuiltIn).forEach(verifiers::add);
    } else {
      verifiers.add(hasher.verifier(secret.id(), presented));
    }
    scheme.ifPresent(its -> verifiers.addAll(its.renew(publicKey, secret.id(), before, presented)));
    before.stream().filter(this::isForeign).forEach(verifiers::add);
    return verifiers;
  }

  private boolean isForeign(Verifier verifier) {
    return !verifier.isBuiltIn() && !scheme.map(its -> its.isOwn(verifier)).orElse(false);
  }
}
