package io.claviger.internal.management;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.Caller;
import io.claviger.IpAddress;
import io.claviger.Limits;
import io.claviger.ManagementPolicy;
import io.claviger.Organization;
import io.claviger.OrganizationSettings;
import io.claviger.OwnerDirectory;
import io.claviger.ProjectDirectory;
import io.claviger.ProjectId;
import io.claviger.Role;
import io.claviger.RoleAssignment;
import io.claviger.Samples;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.Hashed;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.spi.ChangeListener;
import io.claviger.spi.Facts;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** The organization of a test with its keys, and what its host says: what rules look at. */
record Scene(Facts facts, HostAnswers host, ManagementPolicy policy) {
  static final Caller HOST = Caller.host("operator");
  static final Caller OWNER = Caller.user("ann", Samples.ORG, Role.ORG_OWNER);
  static final Caller USER = Caller.user("bob", Samples.ORG, Role.ORG_MEMBER);
  static final Caller PROJECT_OWNER =
      Caller.user("cid", Samples.ORG, List.of(Samples.on(Role.GROUP_OWNER, Samples.PROJECT)));
  static final Caller STRANGER = Caller.user("eve", Samples.OTHER_ORG, Role.ORG_OWNER);

  /** Where keys call from. */
  static final String HERE = "198.51.100.7";

  static Scene with(ApiKey... keys) {
    Map<ApiKeyId, StoredApiKey> stored = new HashMap<>();
    for (ApiKey key : keys) {
      stored.put(key.id(), Samples.stored(key));
    }
    return new Scene(
        new Facts(Samples.organization(keys), stored),
        new HostAnswers(false, Set.of(Samples.PROJECT)),
        ManagementPolicy.standard());
  }

  Scene requiringWhitelist() {
    OrganizationSettings settings = organization().settings();
    return settings(new OrganizationSettings(settings.name(), true, settings.limits()));
  }

  Scene limitedTo(int keys, int entries) {
    OrganizationSettings settings = organization().settings();
    return settings(
        new OrganizationSettings(
            settings.name(), settings.whitelistRequired(), new Limits(keys, entries)));
  }

  Scene under(ManagementPolicy newPolicy) {
    return new Scene(facts, host, newPolicy);
  }

  Scene withOwnerOutside() {
    return new Scene(facts, new HostAnswers(true, host.projects()), policy);
  }

  Scene withProjects(ProjectId... projects) {
    return new Scene(facts, new HostAnswers(host.ownerOutside(), Set.of(projects)), policy);
  }

  Situation seenBy(Caller caller) {
    return seenBy(caller, Samples.NOW);
  }

  Situation seenBy(Caller caller, Instant now) {
    return new Situation(caller, facts, now, host, policy);
  }

  /** The scene once a store has made the change. */
  Scene after(OrganizationChange change) {
    Map<ApiKeyId, StoredApiKey> keys = new HashMap<>(facts.keys());
    change.keys().created().forEach(key -> keys.put(key.key().id(), key));
    change
        .keys()
        .updated()
        .forEach(key -> keys.put(key.id(), keys.get(key.id()).with(key.settings())));
    change.keys().secrets().forEach((id, secrets) -> keys.put(id, keys.get(id).with(secrets)));
    keys.keySet().removeAll(change.keys().deleted());
    return new Scene(new Facts(change.organization(), keys), host, policy);
  }

  Organization organization() {
    return facts.organization();
  }

  ApiKey key(ApiKeyId id) {
    return facts.keys().get(id).key();
  }

  /** The key itself as a caller, with its first secret. */
  static Caller.Key calling(ApiKey key) {
    return calling(key, HERE);
  }

  static Caller.Key calling(ApiKey key, String address) {
    return new KeyCaller(
        key.organization(), key.id(), key.secrets().get(0).id(), IpAddress.parse(address));
  }

  /** Rules that draw from a fixed seed. */
  static Rules rules() {
    Entropy entropy = new Entropy(new SplittableRandom(20261124));
    return Rules.of(entropy, Hashed.plain(new SecretHasher(entropy, 0, Map.of())));
  }

  /** A host with a standing clock and no directories. */
  static Host host(ChangeListener listener) {
    return new Host(
        InstantSource.fixed(Samples.NOW),
        OwnerDirectory.keysOnly(),
        ProjectDirectory.none(),
        ManagementPolicy.standard(),
        listener);
  }

  static RoleAssignment project(Role role) {
    return Samples.on(role, Samples.PROJECT);
  }

  private Scene settings(OrganizationSettings settings) {
    return new Scene(new Facts(organization().with(settings), facts.keys()), host, policy);
  }
}
