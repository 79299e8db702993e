package io.claviger.http.digest;

import io.claviger.access.Authenticated;
import io.claviger.access.Rejected;
import java.util.Objects;
import java.util.Optional;

/** The result of {@link DigestAuthenticator#authenticate}. */
public sealed interface DigestResult {
  /** The answer was made with a secret of this key, and the key may be used. */
  record Accepted(Authenticated key) implements DigestResult {
    /** Checks that no component is null. */
    public Accepted {
      Objects.requireNonNull(key, "key");
    }
  }

  /**
   * The answer is missing or not accepted. Reason and detail are for the log. Send clients {@link
   * Rejected#publicMessage()}, which is the same for all reasons.
   *
   * @param detail the exact reason, if it is one that only Digest has
   */
  record Refused(Rejected rejection, Optional<Detail> detail) implements DigestResult {
    /** Checks that no component is null. */
    public Refused {
      Objects.requireNonNull(rejection, "rejection");
      Objects.requireNonNull(detail, "detail");
    }

    static Refused of(Detail detail) {
      return new Refused(new Rejected(detail.reason()), Optional.of(detail));
    }
  }

  /** A reason that only Digest has. */
  enum Detail {
    /**
     * The answer was made for another target than that of the request. A proxy may have rewritten
     * the target.
     */
    OTHER_TARGET(Rejected.Reason.MALFORMED),
    /**
     * No secret of the key has a verifier for this realm and algorithm, because the key was issued
     * before they were turned on. A secret gets one when it is used once as a pair or token. A
     * rotated key gets one with its new secret.
     */
    NO_VERIFIER(Rejected.Reason.WRONG_SECRET),
    /** The secret is right, but the nonce is too old, used up, or unknown here. */
    STALE_NONCE(Rejected.Reason.STALE_PROOF),
    /** The secret is right, but this use of the nonce was made before. */
    REPLAYED(Rejected.Reason.STALE_PROOF);

    private final Rejected.Reason reason;

    Detail(Rejected.Reason reason) {
      this.reason = reason;
    }

    /** Returns the reason of the rejection that this is a detail of. */
    public Rejected.Reason reason() {
      return reason;
    }
  }
}
