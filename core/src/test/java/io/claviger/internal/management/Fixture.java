package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.access.Callers;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.Hashed;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.model.Limits;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Samples;
import io.claviger.spi.ChangeListener;
import io.claviger.spi.OwnerDirectory;
import io.claviger.spi.ProjectDirectory;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.StoredApiKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** The organization of a test with its keys, and what its host says: what rules look at. */
record Fixture(OrganizationSnapshot facts, Host host, ManagementPolicy policy) {
  /** What the application says of the organization. */
  record Host(boolean ownerOutside, Set<ProjectId> projects) {
    DirectoryAnswers answers() {
      return new DirectoryAnswers(() -> ownerOutside, projects::contains);
    }
  }

  static final Caller APPLICATION = Caller.application("operator");
  static final Caller OWNER = Caller.user("ann", Samples.ORG, Role.ORG_OWNER);
  static final Caller USER = Caller.user("bob", Samples.ORG, Role.ORG_MEMBER);
  static final Caller PROJECT_OWNER =
      Caller.user("cid", Samples.ORG, List.of(Samples.on(Role.PROJECT_OWNER, Samples.PROJECT)));
  static final Caller STRANGER = Caller.user("eve", Samples.OTHER_ORG, Role.ORG_OWNER);

  /** Where keys call from. */
  static final String HERE = "198.51.100.7";

  static Fixture with(ApiKey... keys) {
    Map<ApiKeyId, StoredApiKey> stored = new HashMap<>();
    for (ApiKey key : keys) {
      stored.put(key.id(), Samples.stored(key));
    }
    return new Fixture(
        new OrganizationSnapshot(Samples.organization(keys), stored, EventChain.none()),
        new Host(false, Set.of(Samples.PROJECT)),
        ManagementPolicy.standard().withRoles(Samples.ROLES));
  }

  Fixture requiringWhitelist() {
    OrganizationSettings settings = organization().settings();
    return settings(
        OrganizationSettings.of(settings.name(), true, Optional.empty(), settings.limits()));
  }

  Fixture limitedTo(int keys, int entries) {
    OrganizationSettings settings = organization().settings();
    return settings(
        OrganizationSettings.of(
            settings.name(),
            settings.isWhitelistRequired(),
            Optional.empty(),
            Limits.standard().withApiKeys(keys).withWhitelistEntries(entries)));
  }

  Fixture under(ManagementPolicy newPolicy) {
    return new Fixture(facts, host, newPolicy);
  }

  Fixture withOwnerOutside() {
    return new Fixture(facts, new Host(true, host.projects()), policy);
  }

  Fixture withProjects(ProjectId... projects) {
    return new Fixture(facts, new Host(host.ownerOutside(), Set.of(projects)), policy);
  }

  DecisionInput seenBy(Caller caller) {
    return seenBy(caller, Samples.NOW);
  }

  DecisionInput seenBy(Caller caller, Instant now) {
    return new DecisionInput(
        caller, facts, now, host.answers(), policy, new EventMacs(0, Map.of()));
  }

  /** The fixture once a store has made the change. */
  Fixture after(OrganizationChange change) {
    Map<ApiKeyId, StoredApiKey> keys = new HashMap<>(facts.keys());
    change.keys().created().forEach(key -> keys.put(key.key().id(), key));
    change
        .keys()
        .updated()
        .forEach(key -> keys.put(key.id(), keys.get(key.id()).with(key.settings())));
    change.keys().secrets().forEach((id, secrets) -> keys.put(id, keys.get(id).with(secrets)));
    keys.keySet().removeAll(change.keys().deleted());
    return new Fixture(
        new OrganizationSnapshot(change.organization(), keys, EventChain.none()), host, policy);
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
    return Callers.key(
        key.organization(), key.id(), key.secrets().get(0).id(), IpAddress.parse(address));
  }

  /** Rules that draw from a fixed seed. */
  static Rules rules() {
    Entropy entropy = new Entropy(new SplittableRandom(20261124));
    return Rules.of(entropy, Hashed.plain(new SecretHasher(entropy, 0, Map.of())));
  }

  /** A host with a standing clock and no directories. */
  static ManagementContext context(ChangeListener listener) {
    return new ManagementContext(
        InstantSource.fixed(Samples.NOW),
        OwnerDirectory.keysOnly(),
        ProjectDirectory.none(),
        ManagementPolicy.standard(),
        listener,
        new EventMacs(0, Map.of()));
  }

  static RoleAssignment project(Role role) {
    return Samples.on(role, Samples.PROJECT);
  }

  private Fixture settings(OrganizationSettings settings) {
    return new Fixture(
        new OrganizationSnapshot(organization().with(settings), facts.keys(), EventChain.none()),
        host,
        policy);
  }
}
