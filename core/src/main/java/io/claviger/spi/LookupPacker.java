package io.claviger.spi;

import io.claviger.RoleAssignment;
import io.claviger.internal.lookup.FullLookup;
import io.claviger.internal.lookup.PackedKey;
import java.util.Objects;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Makes look-ups small, for caches that keep many: a packed one is equal to what it was made of,
 * takes less memory, and is what a check reads fastest. What many keys have alike is kept once. Of
 * each of its secrets that is accepted, a packed look-up remembers a hash, by which the secret is
 * known again; that goes with it. Thread-safe.
 */
public final class LookupPacker {
  /** Keys have few sets of roles, unless those are on projects. */
  private static final int MOST_SETS = 10_000;

  private final ConcurrentMap<SortedSet<RoleAssignment>, SortedSet<RoleAssignment>> roles =
      new ConcurrentHashMap<>();

  /** A packer that has packed nothing yet. */
  public LookupPacker() {}

  /**
   * Packs a look-up. The organization is not copied: if the look-ups of all its keys at one
   * revision are made with the same {@code LookupOrganization} object, it is in memory once. A
   * look-up that is packed already is returned as it is; so is one whose key belongs to another
   * organization, which whoever asked for it is to refuse.
   */
  public KeyLookup pack(KeyLookup lookup) {
    Objects.requireNonNull(lookup, "lookup");
    return lookup instanceof FullLookup full && full.isSound()
        ? PackedKey.toKeep(full, shared(full.key().roles()))
        : lookup;
  }

  private SortedSet<RoleAssignment> shared(SortedSet<RoleAssignment> set) {
    if (roles.size() >= MOST_SETS) {
      roles.clear();
    }
    SortedSet<RoleAssignment> before = roles.putIfAbsent(set, set);
    return before == null ? set : before;
  }
}
