package io.claviger.http.digest;

import io.claviger.access.Authenticated;
import io.claviger.access.Rejected;
import java.util.Objects;
import java.util.Optional;

/** What {@link DigestAuthenticator} found out. */
public sealed interface DigestResult {
  /** The answer was made with a secret of this key, which may be used. */
  record Accepted(Authenticated key) implements DigestResult {
    /** No part may be null. */
    public Accepted {
      Objects.requireNonNull(key, "key");
    }
  }

  /**
   * The answer is not accepted, or there is none. The detail is for the log, as the reason is;
   * outsiders get {@link Rejected#outward()}, which is the same for all.
   *
   * @param detail what only Digest knows of it; its reason is that of the rejection
   */
  record Refused(Rejected rejection, Optional<Detail> detail) implements DigestResult {
    /** No part may be null. */
    public Refused {
      Objects.requireNonNull(rejection, "rejection");
      Objects.requireNonNull(detail, "detail");
    }

    static Refused of(Rejected.Reason reason) {
      return new Refused(new Rejected(reason), Optional.empty());
    }

    static Refused of(Detail detail) {
      return new Refused(new Rejected(detail.reason()), Optional.of(detail));
    }
  }

  /** Why an answer is refused, where more is known than the reason of the rejection tells. */
  enum Detail {
    /** It was made for another target than that of the request; a proxy rewrote it? */
    OTHER_TARGET(Rejected.Reason.MALFORMED),
    /**
     * No secret of the key has a verifier for this realm and algorithm. It was issued before they
     * were turned on; one use of the pair or token gives it one, or a rotation.
     */
    NO_VERIFIER(Rejected.Reason.WRONG_SECRET),
    /** The secret is right, but the nonce is too old, used up, or not from here. */
    STALE_NONCE(Rejected.Reason.STALE_PROOF),
    /** The secret is right, but this use of the nonce was made before. */
    REPLAYED(Rejected.Reason.STALE_PROOF);

    private final Rejected.Reason reason;

    Detail(Rejected.Reason reason) {
      this.reason = reason;
    }

    /** The reason of its rejection. */
    public Rejected.Reason reason() {
      return reason;
    }
  }
}
