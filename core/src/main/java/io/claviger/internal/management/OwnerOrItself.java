package io.claviger.internal.management;

import io.claviger.model.ApiKeyId;
import io.claviger.model.RuleViolationException;

/**
 * The rule that an owner of the organization may manage a key, and the key may manage itself
 * (specification, Appendix B, rows 1 and 14).
 */
final class OwnerOrItself {
  private OwnerOrItself() {}

  /** Checks whether the caller is an owner of the organization, or this key. */
  static boolean holds(CallerRights rights, ApiKeyId key) {
    return rights.isOwner() || rights.is(key);
  }

  /**
   * Refuses callers that are neither an owner of the organization nor this key.
   *
   * @param action the call in words, such as "read another key"
   * @throws RuleViolationException with {@code NOT_ALLOWED}
   */
  static void require(CallerRights rights, ApiKeyId key, String action) {
    if (!holds(rights, key)) {
      throw CallerRights.notAllowed(action);
    }
  }
}
