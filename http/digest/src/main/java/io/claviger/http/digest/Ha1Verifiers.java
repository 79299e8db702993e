package io.claviger.http.digest;

import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretId;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes and opens the Digest verifiers of a secret: one for each algorithm accepted here. */
final class Ha1Verifiers implements VerifierScheme {
  private final DigestSettings settings;
  private final Ha1Seal seal;

  Ha1Verifiers(DigestSettings settings, Ha1Seal seal) {
    this.settings = settings;
    this.seal = seal;
  }

  @Override
  public List<Verifier> make(PublicKey publicKey, SecretId id, PrivateKey secret) {
    return settings.accepted().stream()
        .map(algorithm -> make(algorithm, publicKey, id, secret))
        .toList();
  }

  private Verifier make(
      DigestAlgorithm algorithm, PublicKey publicKey, SecretId id, PrivateKey secret) {
    byte[] ha1 = DigestHash.ha1(algorithm, publicKey.value(), settings.realm(), secret.reveal());
    return seal.seal(id, algorithm, ha1);
  }

  /** Returns the H(A1) of the secret from the first of its verifiers that can be opened. */
  Optional<byte[]> ha1(SecretId id, List<Verifier> verifiers, DigestAlgorithm algorithm) {
    return verifiers.stream()
        .filter(verifier -> Ha1Seal.isFor(verifier, algorithm))
        .map(verifier -> seal.open(verifier, id, algorithm))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Checks whether there is a verifier that needs no renewal for each algorithm. */
  @Override
  public boolean areCurrent(SecretId id, List<Verifier> verifiers) {
    return settings.accepted().stream()
        .allMatch(algorithm -> current(id, verifiers, algorithm).isPresent());
  }

  @Override
  public List<Verifier> renew(
      PublicKey publicKey, SecretId id, List<Verifier> before, PrivateKey presented) {
    List<Verifier> verifiers = new ArrayList<>();
    for (DigestAlgorithm algorithm : settings.accepted()) {
      verifiers.add(
          current(id, before, algorithm)
              .orElseGet(() -> make(algorithm, publicKey, id, presented)));
    }
    return verifiers;
  }

  /** Checks whether the verifier is for an algorithm accepted here, so that renewal replaces it. */
  @Override
  public boolean isOwn(Verifier verifier) {
    return settings.accepted().stream().anyMatch(each -> Ha1Seal.isFor(verifier, each));
  }

  private Optional<Verifier> current(
      SecretId id, List<Verifier> verifiers, DigestAlgorithm algorithm) {
    return verifiers.stream()
        .filter(seal::isCurrentOrLater)
        .filter(verifier -> seal.open(verifier, id, algorithm).isPresent())
        .findFirst();
  }
}
