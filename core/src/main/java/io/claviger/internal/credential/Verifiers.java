package io.claviger.internal.credential;

import io.claviger.model.KeyKind;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretId;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierScheme;
import io.claviger.spi.store.LookupSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes all verifiers of a secret: the one of a hasher, and those of each {@link VerifierScheme}.
 *
 * @param clients kinds of keys whose secrets get no verifiers of schemes
 */
public record Verifiers(SecretHasher hasher, List<VerifierScheme> schemes, Set<KeyKind> clients) {
  /** Copies the list and the set. */
  public Verifiers {
    schemes = List.copyOf(schemes);
    clients = Set.copyOf(clients);
  }

  /** Makes the same verifiers for keys of every kind. */
  public Verifiers(SecretHasher hasher, List<VerifierScheme> schemes) {
    this(hasher, schemes, Set.of());
  }

  /** Returns the verifiers of keys of this kind. */
  public Verifiers of(KeyKind kind) {
    return clients.contains(kind) ? new Verifiers(hasher, List.of()) : this;
  }

  /** Returns the verifiers for a new secret of the key with this public half. */
  public List<Verifier> make(PublicKey publicKey, SecretId id, PrivateKey secret) {
    List<Verifier> verifiers = new ArrayList<>();
    verifiers.add(hasher.verifier(id, secret));
    schemes.forEach(its -> verifiers.addAll(its.make(publicKey, id, secret)));
    return verifiers;
  }

  /** Checks whether the secret has all verifiers that a new secret would get. */
  public boolean areCurrent(LookupSecret secret) {
    return hasher.isCurrent(secret)
        && schemes.stream().allMatch(its -> its.areCurrent(secret.id(), secret.verifiers()));
  }

  /**
   * Checks whether a scheme accepts the presented secret. No scheme is asked about a secret that
   * the hasher can check. Otherwise each scheme is asked about each verifier, even after one
   * accepted.
   */
  public boolean isAcceptedByScheme(LookupSecret secret, PrivateKey presented) {
    List<Verifier> verifiers = secret.verifiers();
    if (verifiers.stream().anyMatch(Verifier::isBuiltIn)) {
      return false;
    }
    boolean accepted = false;
    for (Verifier verifier : verifiers) {
      for (VerifierScheme scheme : schemes) {
        accepted |= scheme.accepts(verifier, secret.id(), presented);
      }
    }
    return accepted;
  }

  /**
   * Returns the verifiers of the secret of a key of this kind, with outdated ones replaced by new
   * ones. A client loses those of schemes. Verifiers that were made for another purpose, or by a
   * node with other settings, stay.
   */
  public List<Verifier> upgraded(
      KeyKind kind, PublicKey publicKey, LookupSecret secret, PrivateKey presented) {
    List<Verifier> before = secret.verifiers();
    List<Verifier> verifiers = new ArrayList<>();
    if (hasher.isCurrent(secret)) {
      before.stream().filter(Verifier::isBuiltIn).forEach(verifiers::add);
    } else {
      verifiers.add(hasher.verifier(secret.id(), presented));
    }
    of(kind)
        .schemes()
        .forEach(its -> verifiers.addAll(its.renew(publicKey, secret.id(), before, presented)));
    before.stream().filter(this::isForeign).forEach(verifiers::add);
    return verifiers;
  }

  private boolean isForeign(Verifier verifier) {
    return !verifier.isBuiltIn() && schemes.stream().noneMatch(its -> its.isOwn(verifier));
  }
}
