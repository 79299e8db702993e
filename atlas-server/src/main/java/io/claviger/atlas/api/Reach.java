package io.claviger.atlas.api;

import io.claviger.access.Authenticated;
import io.claviger.atlas.errors.ApiError;
import io.claviger.model.ApiKey;
import io.claviger.model.CidrBlock;
import io.claviger.model.Limits;
import io.claviger.model.Role;
import io.claviger.model.WhitelistEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whitelist, the expiry and the rate limit of a new key that this sender creates. The key of an
 * owner has none of them. Another sender's key gets the sender's own limits, because Atlas has no
 * way to ask for less.
 */
record Reach(SortedSet<CidrBlock> blocks, Optional<Instant> end, Optional<Limits.Rate> rateLimit) {
  /**
   * Returns the limits of the new key. Throws the error for the client if the sender's own time is
   * over.
   */
  static Reach of(Call call) {
    Authenticated sender = call.key();
    return sender.holds(Role.ORG_OWNER)
        ? new Reach(new TreeSet<>(), Optional.empty(), Optional.empty())
        : new Reach(blocks(sender), end(call), sender.rateLimit());
  }

  private static SortedSet<CidrBlock> blocks(Authenticated self) {
    return self.whitelist().entries().stream()
        .map(WhitelistEntry::block)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Returns the expiry of the sender. Its secret may expire right now, because a newer one was
   * used; then no key can be created. An access token expires earlier, but is only a way to call.
   */
  private static Optional<Instant> end(Call call) {
    Authenticated sender = call.key();
    Optional<Instant> end =
        sender.accessToken().isEmpty() ? sender.expiresAt() : endOfSecret(call, sender);
    if (end.isPresent() && !end.get().isAfter(sender.at())) {
      throw new ApiError("CANNOT_EXTEND_ITSELF");
    }
    return end;
  }

  private static Optional<Instant> endOfSecret(Call call, Authenticated sender) {
    ApiKey self = call.keys().get(sender.organization(), sender.id());
    Stream<Instant> ofSecret =
        self.secrets().stream()
            .filter(secret -> secret.id().equals(sender.secretId()))
            .map(secret -> secret.supersededAt(sender.at()))
            .flatMap(secret -> secret.expiresAt().stream());
    return Stream.concat(self.expiresAt().stream(), ofSecret).min(Instant::compareTo);
  }
}
