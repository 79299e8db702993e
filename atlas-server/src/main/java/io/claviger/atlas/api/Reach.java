package io.claviger.atlas.api;

import io.claviger.access.Authenticated;
import io.claviger.atlas.errors.ApiError;
import io.claviger.model.CidrBlock;
import io.claviger.model.Role;
import io.claviger.model.WhitelistEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * From where and until when a new key may work that this sender makes: an owner's key, from
 * everywhere and always; that of another one, as far as it does itself, since Atlas has no way to
 * ask for less.
 */
record Reach(SortedSet<CidrBlock> blocks, Optional<Instant> end) {
  /** Throws what the client is told where nothing is left of that. */
  static Reach of(Authenticated sender) {
    return sender.holds(Role.ORG_OWNER)
        ? new Reach(new TreeSet<>(), Optional.empty())
        : new Reach(blocks(sender), end(sender));
  }

  private static SortedSet<CidrBlock> blocks(Authenticated self) {
    return self.whitelist().entries().stream()
        .map(WhitelistEntry::block)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A secret that ends as soon as a newer one is used ends now: nothing can be made then. */
  private static Optional<Instant> end(Authenticated sender) {
    Optional<Instant> end = sender.expiresAt();
    if (end.isPresent() && !end.get().isAfter(sender.at())) {
      throw new ApiError("CANNOT_EXTEND_ITSELF");
    }
    return end;
  }
}
