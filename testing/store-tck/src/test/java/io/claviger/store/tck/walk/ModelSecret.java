package io.claviger.store.tck.walk;

/** A secret of the model. */
final class ModelSecret {
  /** Is in seconds since the start of the walk; -1 for never. */
  int expiresAt = -1;

  /**
   * Is the number of seconds that it stays valid after a newer one is used; -1 if that has no
   * effect.
   */
  int grace = -1;

  /** Is true after somebody has authenticated with it, and so can call with it. */
  boolean known;

  boolean isLive(int now) {
    return expiresAt < 0 || now < expiresAt;
  }

  void endAt(int at) {
    expiresAt = expiresAt < 0 ? at : Math.min(expiresAt, at);
  }

  void supersedeAt(int now) {
    endAt(now + grace);
    grace = -1;
  }

  /** Returns when it expires, also if a newer one is used now; -1 for never. */
  int earliestEnd(int now) {
    if (grace < 0) {
      return expiresAt;
    }
    return expiresAt < 0 ? now + grace : Math.min(expiresAt, now + grace);
  }

  /** Returns the words of {@link Wording} for an equal secret. */
  @Override
  public String toString() {
    return Wording.secret(expiresAt < 0 ? "never" : "" + expiresAt, grace < 0 ? "" : "" + grace);
  }
}
