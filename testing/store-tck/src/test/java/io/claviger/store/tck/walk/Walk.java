package io.claviger.store.tck.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKeys;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Caller;
import io.claviger.access.Rejected;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.AuditEvent;
import io.claviger.model.CidrBlock;
import io.claviger.model.ClavigerException;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.EventQuery;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyFilter;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.PageQuery;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.SecretId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Takes the same steps in the library and in the model, and compares the results. */
final class Walk {
  private final Model model = new Model();
  private final List<WalkedKey> created = new ArrayList<>();
  private final WalkFixture fixture;
  private final OrganizationId id;

  Walk(WalkFixture fixture) {
    this.fixture = fixture;
    CreatedOrganization organization = fixture.newOrganization();
    this.id = organization.organization().id();
    Limits limits =
        Limits.standard()
            .withApiKeys(ModelState.MAX_KEYS)
            .withWhitelistEntries(ModelState.MAX_ENTRIES);
    fixture.asApplication().updateOrganization(id, OrganizationPatch.nothing().limit(limits));
    know(organization.firstKey());
    fixture
        .asApplication()
        .update(
            id, keyId(0), ApiKeyPatch.nothing().describe(model.state().existing(0).description));
    model.state().changed("API_KEY_DESCRIPTION_CHANGED");
  }

  /** Throws {@link AssertionError} at the first step where the model predicts another result. */
  void take(List<Step> steps) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      String real = take(step);
      assertEquals(model.take(step), real, "step " + i + ", " + step);
    }
    compare();
  }

  private void compare() {
    ModelState state = model.state();
    Organization organization = fixture.asApplication().getOrganization(id);
    List<ApiKey> keys = fixture.asApplication().list(id, PageQuery.first(100)).items();
    assertEquals(state.keys(), Wording.keys(keys), "keys in the end");
    assertEquals(state.organization(), Wording.of(organization), "organization");
    List<AuditEvent> events =
        new ArrayList<>(fixture.store().events(EventQuery.newest(id, 10_000)));
    Collections.reverse(events);
    assertEquals(String.join(" ", state.events), Wording.events(events), "events");
    assertEquals(state.revision, organization.revision().number(), "one revision for each change");
    assertEquals(
        state.living().filter(ModelKey::isLastingOwner).count(),
        organization.counters().lastingOwners(),
        "owners");
  }

  private String take(Step step) {
    return switch (step.act()) {
      case LET_TIME_PASS -> {
        fixture.advance(Duration.ofSeconds(step.secondsThatPass()));
        yield "done";
      }
      case SET_OWNER_OUTSIDE -> {
        fixture.setOwnerOutside(step.ownerOutside());
        yield "done";
      }
      case AUTHENTICATE -> authenticate(step);
      default -> {
        try {
          yield Wording.of(call(step));
        } catch (ClavigerException refused) {
          yield refused.code().name();
        }
      }
    };
  }

  private Object call(Step step) {
    ApiKeys api = fixture.as(caller(step));
    ApiKeyId key = keyId(step.target(created.size()));
    return switch (step.act()) {
      case CREATE -> know(api.create(id, newKey(step)));
      case GET -> api.get(id, key);
      case ROTATE -> rotate(api, step, key);
      case END_SECRET -> api.deleteSecret(id, key, secret(step));
      case DELETE_EXPIRED -> api.deleteExpired(id, fixture.now().minusSeconds(step.choice() % 3));
      case REPLACE_PROJECT_ROLES ->
          api.replaceProjectRoles(
              id,
              key,
              project(step.project()),
              step.projectRoles().stream().map(Role::new).toList());
      case LIST_PROJECT ->
          api.list(id, KeyFilter.all().inProject(project(step.project())), PageQuery.first(100));
      case LIST -> api.list(id, PageQuery.first(100));
      case DELETE -> {
        api.revoke(id, key);
        yield "done";
      }
      case GET_WHITELIST -> api.getWhitelist(id, key);
      case GET_ENTRY -> api.getWhitelistEntry(id, key, CidrBlock.parse(step.block()));
      case ADD_ENTRIES -> api.addToWhitelist(id, key, blocks(step.blocks()));
      case REMOVE_ENTRY -> api.removeFromWhitelist(id, key, CidrBlock.parse(step.block()));
      case GET_ORGANIZATION -> api.getOrganization(id);
      case BUMP_REVISION -> api.bumpRevision(id);
      case RENAME, REQUIRE_WHITELIST, LIMIT_LIFETIME ->
          api.updateOrganization(id, organizationPatch(step));
      default -> api.update(id, key, patch(step));
    };
  }

  private OrganizationPatch organizationPatch(Step step) {
    OrganizationPatch nothing = OrganizationPatch.nothing();
    return switch (step.act()) {
      case RENAME -> nothing.rename("Name " + step.choice() % 2);
      case REQUIRE_WHITELIST -> nothing.requireWhitelist(step.yes());
      default ->
          step.yes()
              ? nothing.limitLifetime(Duration.ofSeconds(Step.MAX_LENGTH))
              : nothing.unlimitLifetime();
    };
  }

  private ApiKeyPatch patch(Step step) {
    ApiKeyPatch nothing = ApiKeyPatch.nothing();
    return switch (step.act()) {
      case DESCRIBE -> nothing.describe("described " + step.choice() % 2);
      case REPLACE_ROLES ->
          nothing.replaceOrganizationRoles(
              step.otherRoles().stream().map(Role::new).toArray(Role[]::new));
      case ENABLE -> nothing.enable();
      case DISABLE -> nothing.disable();
      case EXPIRE -> nothing.expireAt(in(step.lifetime()));
      case NEVER_EXPIRE -> nothing.neverExpire();
      default -> throw new IllegalStateException("no patch for " + step.act());
    };
  }

  private NewApiKey newKey(Step step) {
    int lifetime = step.lifetimeOfNewKey();
    return NewApiKey.of(
            "key " + created.size(),
            new TreeSet<>(step.newRoles().stream().map(this::assignment).toList()))
        .withWhitelist(new TreeSet<>(blocks(step.blocksOfNewKey())))
        .withExpiry(lifetime < 0 ? Optional.empty() : Optional.of(in(lifetime)));
  }

  /** Returns an assignment; the project p3 belongs to another organization. */
  private RoleAssignment assignment(String text) {
    String[] parts = text.split("@", -1);
    Role role = new Role(parts[0]);
    return parts.length == 1
        ? RoleAssignment.onOrganization(role)
        : RoleAssignment.onProject(role, project(parts[1]));
  }

  private ProjectId project(String name) {
    OrganizationId owner = name.equals("p3") ? new OrganizationId("another") : id;
    return WalkFixture.project(owner, Integer.parseInt(name.substring(1)));
  }

  private IssuedApiKey rotate(ApiKeys api, Step step, ApiKeyId key) {
    GracePeriod grace =
        switch (step.ending()) {
          case AT_ONCE -> GracePeriod.none();
          case SOON -> GracePeriod.until(in(Step.SOON));
          case NOW -> GracePeriod.until(in(0));
          case AFTER_USE -> GracePeriod.afterFirstUse(Duration.ofSeconds(Step.GRACE));
          case UNTIL_DELETED -> GracePeriod.untilDeleted();
        };
    IssuedApiKey issued = api.rotate(id, key, grace);
    created.get(step.target(created.size())).add(issued);
    return issued;
  }

  private SecretId secret(Step step) {
    int number = step.target(created.size());
    return number < created.size()
        ? created.get(number).issued(step.choice()).secretId()
        : new SecretId("f".repeat(24));
  }

  private Caller caller(Step step) {
    int number = step.callingKey(created.size());
    if (number >= 0) {
      return step.callingSecret(created.get(number).callers())
          .get(Step.ADDRESSES.indexOf(step.address()));
    }
    return switch (step.person()) {
      case APPLICATION -> Caller.application("contract");
      case OWNER -> Caller.user("olga", id, Role.ORG_OWNER);
      case MEMBER -> Caller.user("mia", id, Role.ORG_MEMBER);
      case PROJECT_OWNER -> Caller.user("pia", id, List.of(assignment("PROJECT_OWNER@p1")));
      case STRANGER -> Caller.user("sam");
    };
  }

  private IssuedApiKey know(IssuedApiKey issued) {
    WalkedKey key = new WalkedKey(issued.apiKey());
    key.add(issued);
    created.add(key);
    key.authenticate(fixture, 0);
    return issued;
  }

  private String authenticate(Step step) {
    int number = step.target(created.size());
    if (number == created.size()) {
      return "UNKNOWN_KEY";
    }
    AuthenticationResult answer = created.get(number).authenticate(fixture, step.choice());
    return answer instanceof Authenticated authenticated
        ? Wording.authenticated(authenticated)
        : ((Rejected) answer).reason().name();
  }

  private ApiKeyId keyId(int number) {
    return number < created.size() ? created.get(number).id() : new ApiKeyId("f".repeat(24));
  }

  private Instant in(int seconds) {
    return fixture.now().plusSeconds(seconds);
  }

  private static List<CidrBlock> blocks(List<String> texts) {
    return texts.stream().map(CidrBlock::parse).toList();
  }
}
