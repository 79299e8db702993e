package io.claviger.store.tck.management;

/** A secret as the model has it. */
final class ModelSecret {
  /** In seconds since the walk began; -1 for never. */
  int expiresAt = -1;

  /** Seconds that it lives on after a newer one was used; -1 where that makes no difference. */
  int grace = -1;

  /** Whether somebody has authenticated with it, and so can call with it. */
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

  /** When it ends, or may end if a newer one is used now; -1 for never. */
  int earliestEnd(int now) {
    if (grace < 0) {
      return expiresAt;
    }
    return expiresAt < 0 ? now + grace : Math.min(expiresAt, now + grace);
  }

  /** The same words that {@link Wording} finds for a real one. */
  @Override
  public String toString() {
    return Wording.secret(expiresAt < 0 ? "never" : "" + expiresAt, grace < 0 ? "" : "" + grace);
  }
}
