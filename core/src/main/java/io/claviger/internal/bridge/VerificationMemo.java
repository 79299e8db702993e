package io.claviger.internal.bridge;

/**
 * What the request path remembers of a secret that was looked up, to check it faster the next time.
 * It is not part of the value of the secret. A thread that sees an older or mixed memo verifies the
 * secret again. Thread-safe.
 *
 * @param <S> the class of the secret
 */
public interface VerificationMemo<S> {
  /**
   * Remembers a fingerprint of the secret, which was just accepted, instead of an earlier one. The
   * secret counts as not up to date again.
   *
   * @param high the first half of a hash under a salt of the process
   * @param low the second half
   */
  void remember(S secret, long high, long low);

  /** Checks whether this fingerprint is remembered. */
  boolean remembers(S secret, long high, long low);

  /** Remembers that the stored verifiers are up to date. */
  void setUpToDate(S secret);

  /**
   * Checks whether the stored verifiers are known to be up to date. The verifiers of the object may
   * be older.
   */
  boolean isUpToDate(S secret);
}
