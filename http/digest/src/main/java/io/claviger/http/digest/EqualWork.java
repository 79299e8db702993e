package io.claviger.http.digest;

import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretId;
import io.claviger.spi.Verifier;
import java.util.List;
import java.util.Optional;

/**
 * Compares an answer with a secret of a key. It opens one verifier and computes one response in
 * every case: a secret without a verifier for the algorithm is compared with that of a dummy, and
 * one whose verifier cannot be opened, with a constant. The library asks for every secret of the
 * key, and once if there is no such key, so every rejection of a proof takes the same work.
 */
record EqualWork(Ha1Verifiers verifiers, List<Verifier> dummy) {
  /** The H(A1) of no secret. */
  private static final byte[] CONSTANT = new byte[32];

  private static final SecretId NOBODYS = new SecretId("0".repeat(24));

  static EqualWork with(Ha1Verifiers verifiers) {
    PublicKey nobodys = new PublicKey("nobodyhas");
    return new EqualWork(verifiers, verifiers.make(nobodys, NOBODYS, PrivateKey.of("x")));
  }

  /**
   * Checks whether the answer to a request with this method was made with this secret.
   *
   * @return empty if no verifier of the secret fits the realm and the algorithm
   */
  Optional<Boolean> isMadeWith(
      DigestAnswer answer, String method, SecretId secret, List<Verifier> stored) {
    Optional<byte[]> own = verifiers.ha1(secret, stored, answer.algorithm());
    byte[] ha1 = own.orElseGet(() -> standIn(stored, answer.algorithm()));
    boolean made = answer.isMadeWith(ha1, method);
    return own.isPresent() ? Optional.of(made) : Optional.empty();
  }

  private byte[] standIn(List<Verifier> stored, DigestAlgorithm algorithm) {
    boolean tried = stored.stream().anyMatch(verifier -> Ha1Seal.isFor(verifier, algorithm));
    return tried ? CONSTANT : verifiers.ha1(NOBODYS, dummy, algorithm).orElseThrow();
  }
}
