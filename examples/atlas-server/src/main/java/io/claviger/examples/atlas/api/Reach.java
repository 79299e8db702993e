package io.claviger.examples.atlas.api;

import io.claviger.ApiKey;
import io.claviger.CidrBlock;
import io.claviger.Role;
import io.claviger.RoleAssignment;
import io.claviger.SecretInfo;
import io.claviger.WhitelistEntry;
import io.claviger.access.Authenticated;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From where and until when a new key may work that this sender makes: an owner's key, from
 * everywhere and always; that of another one, as far as it does itself, since Atlas has no way to
 * ask for less.
 */
record Reach(SortedSet<CidrBlock> blocks, Optional<Instant> end) {
  static Reach of(Authenticated sender) {
    ApiKey self = sender.apiKey();
    return self.roles().contains(RoleAssignment.onOrganization(Role.ORG_OWNER))
        ? new Reach(new TreeSet<>(), Optional.empty())
        : new Reach(blocks(self), end(sender, self));
  }

  private static SortedSet<CidrBlock> blocks(ApiKey self) {
    return self.whitelist().entries().stream()
        .map(WhitelistEntry::block)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Of the key, or of the secret that was presented. */
  private static Optional<Instant> end(Authenticated sender, ApiKey self) {
    Stream<Instant> ofSecret =
        self.secrets().stream()
            .filter(secret -> secret.id().equals(sender.secret()))
            .map(secret -> secret.supersededAt(sender.at()))
            .map(SecretInfo::expiresAt)
            .flatMap(Optional::stream);
    return Stream.concat(self.validity().expiresAt().stream(), ofSecret)
        .min(Comparator.naturalOrder());
  }
}
