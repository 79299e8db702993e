package io.claviger.internal.management;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.OTHER_PROJECT;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.PROJECT_READ_ONLY;
import static io.claviger.model.Samples.READ_ONLY;
import static io.claviger.model.Samples.block;
import static io.claviger.model.Samples.expiring;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.listing;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.access.Callers;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.ClavigerException;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IpAddress;
import io.claviger.model.Labels;
import io.claviger.model.NewApiKey;
import io.claviger.model.NotFoundException;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RuleViolationException;
import io.claviger.model.Scope;
import io.claviger.model.Whitelist;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Long runs of random calls by random callers, each change made. Whatever they do: counts stay
 * right, an owner stays, and who is no owner gains nothing, for itself or for others.
 */
class EscalationTest {
  private static final List<Role> ORGANIZATION_ROLES =
      List.of(Role.ORG_OWNER, Role.ORG_MEMBER, READ_ONLY);
  private static final List<Role> PROJECT_ROLES = List.of(Role.PROJECT_OWNER, PROJECT_READ_ONLY);
  private static final List<CidrBlock> BLOCKS =
      List.of(block(Fixture.HERE), block("198.51.100.0/24"), block("10.0.0.0/8"), block("::/1"));

  private final Rules rules = Fixture.rules();
  private final Set<ApiKeyId> mentioned = new HashSet<>();

  @Property(tries = 40)
  void nobodyGainsWhatNobodyGave(@ForAll int seed) {
    run(new Random(seed), true);
  }

  @Property(tries = 40)
  void withoutAnOwnerAtWorkNoRoleAppears(@ForAll int seed) {
    Fixture start = start();
    Set<RoleAssignment> atFirst = allRoles(start);
    Fixture end = run(new Random(seed), false);
    Set<RoleAssignment> gained = allRoles(end);
    gained.removeAll(atFirst);
    gained.removeIf(role -> role.scope().equals(on(Role.PROJECT_OWNER, PROJECT).scope()));
    gained.remove(on(Role.ORG_MEMBER));
    assertEquals(Set.of(), gained);
  }

  private Fixture run(Random random, boolean withOwners) {
    Fixture fixture = start();
    mentioned.addAll(fixture.facts().keys().keySet());
    for (int step = 0; step < 60; step++) {
      Caller caller = caller(fixture, random, withOwners);
      try {
        Proposal<?> proposal = act(fixture.seenBy(caller), random);
        if (proposal.change().isPresent()) {
          OrganizationChange change = Proposed.change(fixture, caller, proposal);
          Fixture after = fixture.after(change);
          check(fixture, caller, change, after);
          mentioned.addAll(after.facts().keys().keySet());
          fixture = after;
        }
      } catch (ClavigerException e) {
        assertTrue(
            e instanceof RuleViolationException
                || e instanceof NotFoundException
                || e instanceof InvalidValueException);
      }
    }
    return fixture;
  }

  private static Fixture start() {
    return Fixture.with(
            listing(owner(1), Fixture.HERE),
            owner(2),
            listing(key(3, on(Role.ORG_MEMBER), on(READ_ONLY)), Fixture.HERE, "10.0.0.0/8"),
            key(4, on(Role.ORG_MEMBER), on(Role.PROJECT_OWNER, PROJECT)),
            expiring(key(5, on(READ_ONLY), on(PROJECT_READ_ONLY, PROJECT)), NOW.plusSeconds(60)))
        .withProjects(PROJECT, OTHER_PROJECT);
  }

  private static void check(
      Fixture before, Caller caller, OrganizationChange change, Fixture after) {
    assertTrue(after.organization().counters().lastingOwners() >= 1, "an owner stays");
    if (caller instanceof Caller.Key key) {
      ApiKey self = before.key(key.apiKey());
      assertAdmitted(after, key);
      if (!self.holds(Role.ORG_OWNER)) {
        assertGainsNothing(self, change);
        assertEquals(before.organization().settings(), change.organization().settings());
      }
    } else if (!caller.equals(Fixture.OWNER)) {
      assertEquals(Fixture.PROJECT_OWNER, caller);
      assertTrue(change.keys().updated().isEmpty() && change.keys().deleted().isEmpty());
      assertCreatesInProjectsOnly(Set.of(on(Role.PROJECT_OWNER, PROJECT)), change);
    }
  }

  private static void assertAdmitted(Fixture after, Caller.Key caller) {
    if (after.facts().keys().containsKey(caller.apiKey())) {
      Whitelist whitelist = after.key(caller.apiKey()).whitelist();
      boolean required = after.organization().settings().isWhitelistRequired();
      boolean admitted =
          whitelist.isEmpty() ? !required : whitelist.match(caller.address()).isPresent();
      assertTrue(admitted, "no key locks itself out");
    }
  }

  private static void assertGainsNothing(ApiKey self, OrganizationChange change) {
    assertTrue(Set.of(self.id()).containsAll(change.keys().deleted()), "deletes itself only");
    for (ApiKey changed : change.keys().updated()) {
      assertEquals(self.id(), changed.id(), "changes itself only");
      assertTrue(self.roles().containsAll(changed.roles()), "gains no role");
      assertTrue(self.isEnabled() || !changed.isEnabled(), "is not enabled");
      Instant never = Instant.MAX;
      assertTrue(
          !changed.expiresAt().orElse(never).isAfter(self.expiresAt().orElse(never)),
          "lasts no longer");
      assertTrue(self.whitelist().isEmpty() || !changed.whitelist().isEmpty(), "is not opened");
    }
    assertCreatesInProjectsOnly(self.roles(), change);
  }

  /** New keys have roles of projects whose owner is among these roles, and are members. */
  private static void assertCreatesInProjectsOnly(
      Set<RoleAssignment> held, OrganizationChange change) {
    for (StoredApiKey stored : change.keys().created()) {
      for (RoleAssignment role : stored.key().roles()) {
        boolean owned =
            role.scope() instanceof Scope.Project project
                && held.contains(on(Role.PROJECT_OWNER, project.id()));
        assertTrue(owned || role.equals(on(Role.ORG_MEMBER)), () -> "grants " + role);
      }
    }
  }

  private Proposal<?> act(DecisionInput input, Random random) {
    ApiKeyId target = pick(new ArrayList<>(new TreeSet<>(mentioned)), random);
    if (input.caller() instanceof Caller.Key self && random.nextInt(3) > 0) {
      target = self.apiKey();
    }
    return switch (random.nextInt(8)) {
      case 0, 1 -> rules.keyCreation().create(input, newKey(random));
      case 2, 3 -> rules.keys().update(input, target, patch(random));
      case 4 ->
          random.nextInt(3) == 0
              ? rules.keys().revoke(input, target)
              : rules.keys().update(input, target, patch(random));
      case 5 -> rules.whitelists().change(input, target, List.of(), List.of(pick(BLOCKS, random)));
      case 6 -> rules.whitelists().change(input, target, List.of(pick(BLOCKS, random)), List.of());
      default ->
          rules
              .organizations()
              .update(input, OrganizationPatch.nothing().requireWhitelist(random.nextBoolean()));
    };
  }

  private Caller caller(Fixture fixture, Random random, boolean withOwners) {
    List<Caller> callers = new ArrayList<>(List.of(Fixture.USER, Fixture.PROJECT_OWNER));
    if (withOwners) {
      callers.add(Fixture.OWNER);
    }
    for (ApiKeyId id : new TreeSet<>(fixture.facts().keys().keySet())) {
      ApiKey key = fixture.key(id);
      if (withOwners || !key.holds(Role.ORG_OWNER)) {
        String address = random.nextInt(4) == 0 ? "10.1.2.3" : Fixture.HERE;
        callers.add(
            Callers.key(
                key.organization(), id, key.secrets().get(0).id(), IpAddress.parse(address)));
      }
    }
    return pick(callers, random);
  }

  private static NewApiKey newKey(Random random) {
    TreeSet<RoleAssignment> roles = new TreeSet<>();
    do {
      roles.add(
          switch (random.nextInt(4)) {
            case 0 -> on(pick(ORGANIZATION_ROLES, random));
            case 1 -> on(pick(PROJECT_ROLES, random), OTHER_PROJECT);
            default -> on(pick(PROJECT_ROLES, random), PROJECT);
          });
    } while (random.nextInt(3) == 0);
    return NewApiKey.of("new", roles).withExpiry(expiry(random));
  }

  private static ApiKeyPatch patch(Random random) {
    ApiKeyPatch patch = ApiKeyPatch.nothing();
    if (random.nextInt(3) == 0) {
      patch = patch.describe("description " + random.nextInt(3));
    }
    if (random.nextInt(3) == 0) {
      patch = patch.label(Labels.of(Map.of("n", Integer.toString(random.nextInt(3)))));
    }
    if (random.nextInt(2) == 0) {
      patch =
          patch.replaceOrganizationRoles(
              pick(ORGANIZATION_ROLES, random), pick(ORGANIZATION_ROLES, random));
    }
    if (random.nextInt(3) == 0) {
      patch = random.nextInt(3) == 0 ? patch.disable() : patch.enable();
    }
    if (random.nextInt(3) == 0) {
      Optional<Instant> at = expiry(random);
      patch = at.isPresent() ? patch.expireAt(at.get()) : patch.neverExpire();
    }
    return patch;
  }

  private static Optional<Instant> expiry(Random random) {
    return random.nextInt(2) == 0
        ? Optional.empty()
        : Optional.of(NOW.plusSeconds(random.nextInt(100)));
  }

  private static Set<RoleAssignment> allRoles(Fixture fixture) {
    Set<RoleAssignment> roles = new HashSet<>();
    fixture.facts().keys().values().forEach(stored -> roles.addAll(stored.key().roles()));
    return roles;
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
