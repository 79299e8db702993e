package io.claviger.store.tck.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKeys;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Caller;
import io.claviger.access.Rejected;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.AuditEvent;
import io.claviger.model.CidrBlock;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyFilter;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
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
import java.util.function.Supplier;

/** Takes the same steps in the library and in the model, and compares. Used once. */
final class Walk {
  private final Model model = new Model();
  private final List<WalkedKey> created = new ArrayList<>();
  private final World world;
  private final OrganizationId id;

  Walk(World world) {
    this.world = world;
    CreatedOrganization organization = world.newOrganization();
    this.id = organization.organization().id();
    Limits limits = new Limits(ModelState.MOST_KEYS, ModelState.MOST_ENTRIES);
    world.asHost().updateOrganization(id, OrganizationPatch.nothing().limit(limits));
    know(organization.firstKey());
    world
        .asHost()
        .update(
            id, keyId(0), ApiKeyPatch.nothing().describe(model.state().existing(0).description));
    model.state().changed("API_KEY_DESCRIPTION_CHANGED");
  }

  /** Throws {@link AssertionError} at the first step that the model foresaw differently. */
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
    Picture picture = world.picture(id);
    assertEquals(state.keys(), Wording.keys(picture.listed()), "keys in the end");
    assertEquals(
        state.organization(), Wording.of(world.asHost().getOrganization(id)), "organization");
    List<AuditEvent> events = new ArrayList<>(picture.events());
    Collections.reverse(events);
    assertEquals(String.join(" ", state.events), Wording.events(events), "events");
    assertEquals(
        state.revision,
        picture.facts().orElseThrow().organization().revision().number(),
        "one revision for each change");
    assertEquals(
        state.living().filter(ModelKey::isLastingOwner).count(), picture.lastingOwners(), "owners");
  }

  private String take(Step step) {
    return switch (step.act()) {
      case LET_TIME_PASS -> {
        world.advance(Duration.ofSeconds(step.secondsThatPass()));
        yield "done";
      }
      case SET_OWNER_OUTSIDE -> {
        world.setOwnerOutside(step.ownerOutside());
        yield "done";
      }
      case AUTHENTICATE -> authenticate(step);
      default -> {
        Verdict verdict = Verdict.of((Supplier<?>) () -> call(step));
        yield verdict.refusal().map(Enum::name).orElseGet(() -> word(verdict));
      }
    };
  }

  private static String word(Verdict verdict) {
    return Wording.of(verdict.answer().orElse("done"));
  }

  private Object call(Step step) {
    ApiKeys api = world.as(caller(step));
    ApiKeyId key = keyId(step.target(created.size()));
    return switch (step.act()) {
      case CREATE -> know(api.create(id, newKey(step)));
      case GET -> api.get(id, key);
      case ROTATE -> rotate(api, step, key);
      case END_SECRET -> api.deleteSecret(id, key, secret(step));
      case REAP -> api.deleteExpired(id, world.now().minusSeconds(step.choice() % 3));
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
      case TOUCH -> api.bumpRevision(id);
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
              ? nothing.limitLifetime(Duration.ofSeconds(Step.LONGEST))
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
    return new NewApiKey(
        "key " + created.size(),
        Labels.none(),
        new TreeSet<>(step.newRoles().stream().map(this::assignment).toList()),
        new TreeSet<>(blocks(step.blocksOfNewKey())),
        lifetime < 0 ? Optional.empty() : Optional.of(in(lifetime)));
  }

  /** The project p3 is another organization's. */
  private RoleAssignment assignment(String text) {
    String[] parts = text.split("@", -1);
    Role role = new Role(parts[0]);
    return parts.length == 1
        ? RoleAssignment.onOrganization(role)
        : RoleAssignment.onProject(role, project(parts[1]));
  }

  private ProjectId project(String name) {
    OrganizationId owner = name.equals("p3") ? new OrganizationId("another") : id;
    return World.project(owner, Integer.parseInt(name.substring(1)));
  }

  private IssuedApiKey rotate(ApiKeys api, Step step, ApiKeyId key) {
    GracePeriod overlap =
        switch (step.ending()) {
          case AT_ONCE -> GracePeriod.none();
          case SOON -> GracePeriod.until(in(Step.SOON));
          case NOW -> GracePeriod.until(in(0));
          case AFTER_USE -> GracePeriod.afterFirstUse(Duration.ofSeconds(Step.GRACE));
          case BY_HAND -> GracePeriod.untilDeleted();
        };
    IssuedApiKey issued = api.rotate(id, key, overlap);
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
      case HOST -> Caller.application("contract");
      case OWNER -> Caller.user("olga", id, Role.ORG_OWNER);
      case MEMBER -> Caller.user("mia", id, Role.ORG_MEMBER);
      case PROJECT_OWNER -> Caller.user("pia", id, List.of(assignment("GROUP_OWNER@p1")));
      case STRANGER -> Caller.user("sam");
    };
  }

  private IssuedApiKey know(IssuedApiKey issued) {
    WalkedKey key = new WalkedKey(issued.apiKey());
    key.add(issued);
    created.add(key);
    key.authenticate(world, 0);
    return issued;
  }

  private String authenticate(Step step) {
    int number = step.target(created.size());
    if (number == created.size()) {
      return "UNKNOWN_KEY";
    }
    AuthenticationResult answer = created.get(number).authenticate(world, step.choice());
    return answer instanceof Authenticated authenticated
        ? Wording.authenticated(authenticated)
        : ((Rejected) answer).reason().name();
  }

  private ApiKeyId keyId(int number) {
    return number < created.size() ? created.get(number).id() : new ApiKeyId("f".repeat(24));
  }

  private Instant in(int seconds) {
    return world.now().plusSeconds(seconds);
  }

  private static List<CidrBlock> blocks(List<String> texts) {
    return texts.stream().map(CidrBlock::parse).toList();
  }
}
