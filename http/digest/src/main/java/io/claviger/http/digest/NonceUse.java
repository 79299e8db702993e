package io.claviger.http.digest;

import java.time.Instant;
import java.util.Objects;

/**
 * One use of a nonce by a client that knows a secret.
 *
 * @param nonce the nonce; it is unique and not secret
 * @param made when the nonce was made
 * @param expires until when the use must be remembered. From then on, every server whose clock
 *     differs by 5 seconds or less refuses the nonce because of its age, and does not ask the
 *     window
 * @param count the client's count of uses of this nonce: 0 to 2^32 - 1, in any order
 * @param maxUses the largest number of different counts for this nonce
 */
public record NonceUse(String nonce, Instant made, Instant expires, long count, int maxUses) {
  /** Checks that no component is null. */
  public NonceUse {
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(made, "made");
    Objects.requireNonNull(expires, "expires");
  }
}
