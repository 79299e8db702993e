package io.claviger.benchmarks.size;

import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.internal.credential.Verifiers;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.Labels;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Stamp;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.StoredApiKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Makes keys with one secret and a whitelist of three entries. Every second key has two roles, the
 * others have one.
 */
final class KeyMaker {
  private final KeyIssuer issuer;
  private final Entropy entropy;
  // Public keys have eight letters, so that some of a million random ones are equal.
  private final Set<String> publicKeys = new HashSet<>();
  private int made;

  KeyMaker(Entropy entropy) {
    this.entropy = entropy;
    SecretHasher hasher = new SecretHasher(entropy, 0, Map.of());
    this.issuer = new KeyIssuer(entropy, new Verifiers(hasher, List.of()));
  }

  StoredApiKey make(OrganizationId organization, Stamp stamp) {
    made++;
    ApiKeySettings settings = settings(stamp.at());
    StoredApiKey key;
    do {
      key = issuer.issue(organization, settings, stamp).stored();
    } while (!publicKeys.add(key.key().publicKey().value()));
    return key;
  }

  private ApiKeySettings settings(Instant now) {
    return new ApiKeySettings(
        "seeded key " + made,
        Labels.none(),
        roles(now),
        whitelist(now),
        true,
        Optional.empty(),
        Optional.empty());
  }

  private SortedSet<RoleAssignment> roles(Instant now) {
    SortedSet<RoleAssignment> roles = new TreeSet<>();
    roles.add(RoleAssignment.onOrganization(Role.ORG_READ_ONLY));
    if (made % 2 == 0) {
      ProjectId project = new ProjectId(entropy.organizationId(now).value());
      roles.add(RoleAssignment.onProject(Role.GROUP_READ_ONLY, project));
    }
    return roles;
  }

  private Whitelist whitelist(Instant now) {
    long network = 0x0a00_0000L + (made & 0xffff) * 256L;
    return Whitelist.of(
        List.of(
            entry(new IpAddress(IpAddress.Family.IPV4, 0, network), 24, now),
            entry(new IpAddress(IpAddress.Family.IPV4, 0, 0xc633_6400L), 24, now),
            entry(
                new IpAddress(IpAddress.Family.IPV6, 0x2001_0db8_0000_0000L + made, 0), 64, now)));
  }

  private static WhitelistEntry entry(IpAddress address, int prefixLength, Instant now) {
    return new WhitelistEntry(CidrBlock.containing(address, prefixLength), now, 1);
  }
}
