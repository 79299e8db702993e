package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyKind;
import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.model.StaleRevisionException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The target of a management call.
 *
 * @param keys the keys that the call is about; the calling key need not be one of them
 * @param expected the revision that the caller requires, or empty for any revision
 * @param kind the kind of keys that exist for the call, or empty for all
 */
public record Target(
    OrganizationId organization,
    Set<ApiKeyId> keys,
    Optional<Revision> expected,
    Optional<KeyKind> kind) {
  /** Returns the target of a call about this organization and these keys. */
  public static Target of(OrganizationId organization, ApiKeyId... keys) {
    Objects.requireNonNull(organization, "organization");
    for (ApiKeyId key : keys) {
      Objects.requireNonNull(key, "key");
    }
    return new Target(organization, Set.of(keys), Optional.empty(), Optional.empty());
  }

  /** Returns a target that requires this revision, or any revision if it is empty. */
  public Target expecting(Optional<Revision> revision) {
    return new Target(organization, keys, revision, kind);
  }

  /** Returns a target for which only keys of this kind exist, or all if it is empty. */
  public Target ofKind(Optional<KeyKind> newKind) {
    return new Target(organization, keys, expected, newKind);
  }

  /** Returns the keys to read: those of the target, and the calling key. */
  Set<ApiKeyId> keysFor(Caller caller) {
    Set<ApiKeyId> all = new HashSet<>(keys);
    if (caller instanceof Caller.Key key) {
      all.add(key.apiKey());
    }
    return all;
  }

  /**
   * Throws {@link StaleRevisionException} if the organization is at another revision than the
   * expected one.
   */
  void requireRevision(DecisionInput now) {
    Revision actual = now.organization().revision();
    if (expected.isPresent() && !expected.get().equals(actual)) {
      // A caller without access is refused for that, and does not learn the revision.
      CallerRights unused = CallerRights.judge(now);
      throw new StaleRevisionException(organization, expected.get(), actual);
    }
  }
}
