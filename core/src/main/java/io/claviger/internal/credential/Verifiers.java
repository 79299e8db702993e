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

/** Makes all verifiers of a secret: the one of a hasher, and those of a {@link VerifierScheme}. */
public record Verifiers(SecretHasher hasher, Optional<VerifierScheme> scheme) {
  /** Returns the verifiers for a new secret of the key with this public half. */
  List<Verifier> make(PublicKey publicKey, SecretId id, PrivateKey secret) {
    List<Verifier> verifiers = new ArrayList<>();
    verifiers.add(hasher.verifier(id, secret));
    scheme.ifPresent(its -> verifiers.addAll(its.make(publicKey, id, secret)));
    return verifiers;
  }

  /** Checks whether the secret at this index has all verifiers that a new secret would get. */
  public boolean areCurrent(KeyLookup key, int index) {
    LookupSecret secret = key.secrets().get(index);
    return hasher.isCurrent(secret)
        && (scheme.isEmpty() || scheme.get().areCurrent(secret.id(), secret.verifiers()));
  }

  /**
   * Returns the verifiers of the secret, with outdated ones replaced by new ones. Verifiers that
   * were made for another purpose, or by a node with other settings, stay.
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
