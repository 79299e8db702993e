package io.claviger.store.tck.management;

import io.claviger.ApiKeys;
import io.claviger.access.Caller;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.store.tck.arbitraries.ArbitraryCallers;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * An organization in which everybody occurs once: an owner, the key that everything is done to, a
 * member beside it, the owner of a project, and a stranger from elsewhere. All keys have a
 * whitelist that admits {@link #HOME}.
 *
 * @param owner a lasting one, the first key
 * @param target a member that reads: on the organization and in the first project, with an expiry
 * @param member as little as a key can hold
 * @param projectOwner owns the first project
 * @param stranger the owner of another organization
 */
record Cast(
    World world,
    IssuedApiKey owner,
    IssuedApiKey target,
    IssuedApiKey member,
    IssuedApiKey projectOwner,
    IssuedApiKey stranger) {
  static final IpAddress HOME = IpAddress.parse("203.0.113.7");
  static final IpAddress ABROAD = IpAddress.parse("2001:db8::7");
  static final CidrBlock HOME_BLOCK = CidrBlock.parse("203.0.113.0/24");
  static final CidrBlock OTHER_BLOCK = CidrBlock.parse("198.51.100.0/24");
  static final Role READ_ONLY = new Role("ORG_READ_ONLY");
  static final Role BILLING = new Role("ORG_BILLING_ADMIN");
  static final Role PROJECT_READER = new Role("GROUP_READ_ONLY");
  static final Instant EXPIRY = World.START.plus(Duration.ofDays(30));

  /** Who may call. The order is that of the columns of {@link Deed#verdicts()}. */
  enum Who {
    HOST,
    OWNER_USER,
    OWNER_KEY,
    TARGET_ITSELF,
    MEMBER_KEY,
    PROJECT_OWNER_KEY,
    MEMBER_USER,
    PROJECT_OWNER_USER,
    STRANGER_USER,
    STRANGER_KEY
  }

  static Cast of(World world) {
    CreatedOrganization created = world.asHost().createOrganization(organization());
    OrganizationId id = created.organization().id();
    ApiKeys host = world.asHost();
    ProjectId project = World.project(id, 1);
    return new Cast(
        world,
        created.firstKey(),
        host.create(
            id,
            NewApiKey.of("target", Role.ORG_MEMBER, READ_ONLY)
                .withProjectRole(project, PROJECT_READER)
                .withWhitelist(HOME_BLOCK, OTHER_BLOCK)
                .withExpiry(EXPIRY)),
        host.create(id, NewApiKey.of("member", Role.ORG_MEMBER).withWhitelist(HOME_BLOCK)),
        host.create(
            id,
            NewApiKey.of("project owner", Role.ORG_MEMBER)
                .withProjectRole(project, Role.GROUP_OWNER)
                .withWhitelist(HOME_BLOCK)),
        host.createOrganization(organization()).firstKey());
  }

  OrganizationId id() {
    return owner.apiKey().organization();
  }

  ApiKeyId targetId() {
    return target.apiKey().id();
  }

  ProjectId project(int number) {
    return World.project(id(), number);
  }

  ApiKeys as(Who who) {
    return world.as(caller(who));
  }

  /** Everybody, authenticated now. */
  Map<Who, Caller> callers() {
    Map<Who, Caller> callers = new EnumMap<>(Who.class);
    for (Who who : Who.values()) {
      callers.put(who, caller(who));
    }
    return callers;
  }

  Caller caller(Who who) {
    RoleAssignment ofProject = RoleAssignment.onProject(Role.GROUP_OWNER, project(1));
    return switch (who) {
      case HOST -> Caller.application("contract");
      case OWNER_USER -> Caller.user("olga", id(), Role.ORG_OWNER);
      case MEMBER_USER -> Caller.user("mia", id(), Role.ORG_MEMBER, READ_ONLY);
      case PROJECT_OWNER_USER -> Caller.user("pia", id(), List.of(ofProject));
      case STRANGER_USER -> Caller.user("sam", stranger.apiKey().organization(), Role.ORG_OWNER);
      case OWNER_KEY -> key(owner);
      case TARGET_ITSELF -> key(target);
      case MEMBER_KEY -> key(member);
      case PROJECT_OWNER_KEY -> key(projectOwner);
      case STRANGER_KEY -> key(stranger);
    };
  }

  Picture picture() {
    return world.picture(id());
  }

  private Caller key(IssuedApiKey issued) {
    return ArbitraryCallers.authenticate(world.claviger(), issued, HOME);
  }

  private static NewOrganization organization() {
    return NewOrganization.named("Example")
        .withFirstKey(NewApiKey.of("owner", Role.ORG_OWNER).withWhitelist(HOME_BLOCK));
  }
}
