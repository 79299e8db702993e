package io.claviger.http.digest;

import io.claviger.access.Authenticated;
import io.claviger.access.Rejected;
import java.util.Objects;
import java.util.Optional;

/** The result of {@link DigestAuthenticator#authenticate}. */
public sealed interface DigestResult {
  /** The answer was made with a secret of this key, and the key may be used. */
  record Accepted(Authenticated key) implements DigestResult {
    /** No part may be null. */
    public Accepted {
      Objects.requireNonNull(key, "key");
    }
  }

  /**
   * There is no answer, or it is not accepted. Reason and detail are for the log. Clients get
   * {@link Rejected#publicMessage()}, which is the same for all.
   *
   * @param detail more than the reason of the rejection says, if Digest knows more
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

  /** A reason that only Digest has. */
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
