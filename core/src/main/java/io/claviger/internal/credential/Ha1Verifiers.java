package io.claviger.internal.credential;

import io.claviger.PrivateKey;
import io.claviger.PublicKey;
import io.claviger.SecretId;
import io.claviger.access.digest.DigestAlgorithm;
import io.claviger.access.digest.DigestSettings;
import io.claviger.internal.digest.DigestHash;
import io.claviger.internal.lookup.PackedSecret;
import io.claviger.spi.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The verifiers of a secret for Digest: one for each algorithm that is accepted here. */
public final class Ha1Verifiers {
  private final DigestSettings settings;
  private final Ha1Seal seal;

  public Ha1Verifiers(DigestSettings settings, Ha1Seal seal) {
    this.settings = settings;
    this.seal = seal;
  }

  /** For a new secret. */
  List<Verifier> make(PublicKey publicKey, SecretId id, PrivateKey secret) {
    return settings.accepted().stream()
        .map(algorithm -> make(algorithm, publicKey, id, secret))
        .toList();
  }

  Verifier make(DigestAlgorithm algorithm, PublicKey publicKey, SecretId id, PrivateKey secret) {
    byte[] ha1 = DigestHash.ha1(algorithm, publicKey.value(), settings.realm(), secret.reveal());
    return seal.seal(id, algorithm, ha1);
  }

  /** H(A1) of the secret, from the first verifier that can be opened. */
  Optional<byte[]> ha1(PackedSecret secret, DigestAlgorithm algorithm) {
    return secret.toVerifiers().stream()
        .filter(verifier -> Ha1Seal.isFor(verifier, algorithm))
        .map(verifier -> seal.open(verifier, secret.secretId(), algorithm))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Whether the secret has one for each algorithm that needs no upgrade. */
  boolean areCurrent(PackedSecret secret) {
    SecretId id = secret.secretId();
    List<Verifier> verifiers = secret.toVerifiers();
    return settings.accepted().stream()
        .allMatch(algorithm -> current(id, verifiers, algorithm).isPresent());
  }

  /** Those that need no upgrade, and new ones in place of the others. */
  List<Verifier> upgraded(PublicKey publicKey, PackedSecret secret, PrivateKey presented) {
    SecretId id = secret.secretId();
    List<Verifier> before = secret.toVerifiers();
    List<Verifier> verifiers = new ArrayList<>();
    for (DigestAlgorithm algorithm : settings.accepted()) {
      verifiers.add(
          current(id, before, algorithm)
              .orElseGet(() -> make(algorithm, publicKey, id, presented)));
    }
    return verifiers;
  }

  /** Whether it is for an algorithm that is accepted here, so that an upgrade replaces it. */
  boolean isOwn(Verifier verifier) {
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
