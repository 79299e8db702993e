package io.claviger.http.digest;

import java.time.Instant;
import java.util.Objects;

/**
 * One use of a nonce, by somebody who knew a secret.
 *
 * @param nonce not secret; no two are the same
 * @param made when it was made
 * @param expires until when the use must be remembered. From then on, every server whose clock
 *     differs by 5 seconds or less refuses the nonce for its age, and does not ask the window
 * @param count which use of the nonce this is, as the client counts: 0 to 2^32 - 1, in any order
 * @param most how many different counts it may be used with
 */
public record NonceUse(String nonce, Instant made, Instant expires, long count, int most) {
  /** No part may be null. */
  public NonceUse {
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(made, "made");
    Objects.requireNonNull(expires, "expires");
  }
}
