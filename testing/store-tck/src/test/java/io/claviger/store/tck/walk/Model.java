package io.claviger.store.tck.walk;

import static io.claviger.store.tck.walk.ModelState.require;

import java.util.ArrayList;
import java.util.List;

/**
 * A second implementation of the rules of management. It works on plain words and lists, for one
 * organization and one caller at a time, and uses no class of the library.
 */
final class Model {
  private final ModelState state = new ModelState();
  private final ModelKeyRules keys = new ModelKeyRules(state);
  private final ModelSecretRules secrets = new ModelSecretRules(state);
  private final ModelProjectRules projects = new ModelProjectRules(state);
  private final ModelWhitelistRules whitelists = new ModelWhitelistRules(state);

  /** Creates an organization whose limits the application has set. */
  Model() {
    state.created.add(new ModelKey(0, List.of("ORG_OWNER"), List.of(), -1));
    state.events.addAll(List.of("ORGANIZATION_CREATED", "API_KEY_CREATED"));
    state.changed("ORGANIZATION_SETTINGS_CHANGED");
  }

  ModelState state() {
    return state;
  }

  /** Takes the step; returns a description of the result, or the code of the refusal. */
  String take(Step step) {
    try {
      return switch (step.act()) {
        case LET_TIME_PASS -> letTimePass(step);
        case SET_OWNER_OUTSIDE -> setOwnerOutside(step);
        case AUTHENTICATE -> secrets.authenticate(step, step.target(state.created.size()));
        default -> call(step, ModelCaller.admit(step, state));
      };
    } catch (ModelState.Refused refused) {
      return refused.code();
    }
  }

  private String letTimePass(Step step) {
    state.now += step.secondsThatPass();
    return "done";
  }

  private String setOwnerOutside(Step step) {
    state.ownerOutside = step.ownerOutside();
    return "done";
  }

  private String call(Step step, ModelCaller caller) {
    int target = step.target(state.created.size());
    return switch (step.act()) {
      case CREATE -> create(step, caller);
      case LIST -> list(caller);
      case GET_ORGANIZATION -> state.organization();
      case RENAME ->
          changeOrganization(
              caller, "Name " + step.choice() % 2, state.whitelistRequired, state.lifetime);
      case REQUIRE_WHITELIST -> changeOrganization(caller, state.name, step.yes(), state.lifetime);
      case LIMIT_LIFETIME ->
          changeOrganization(
              caller, state.name, state.whitelistRequired, step.yes() ? Step.MAX_LENGTH : -1);
      case ROTATE -> secrets.rotate(step, caller, target);
      case END_SECRET -> secrets.delete(step, caller, target);
      case DELETE_EXPIRED -> secrets.deleteExpired(step, caller);
      case REPLACE_PROJECT_ROLES -> projects.replaceRoles(step, caller, target);
      case LIST_PROJECT -> projects.list(step, caller);
      case BUMP_REVISION -> bumpRevision(caller);
      case GET_WHITELIST, GET_ENTRY -> whitelists.read(step, caller, target);
      case ADD_ENTRIES, REMOVE_ENTRY -> whitelists.change(step, caller, target);
      default -> keys.onKey(step, caller, target);
    };
  }

  /** Implements rows 1, 2, 12, 15, 24 and 28. */
  private String create(Step step, ModelCaller caller) {
    List<String> roles = new ArrayList<>(step.newRoles());
    boolean ofOwnProjects =
        roles.stream().allMatch(role -> role.contains("@") && caller.ownsProject(project(role)));
    require(caller.isOwner() || ofOwnProjects, "NOT_ALLOWED");
    require(!roles.contains("ORG_UNHEARD_OF"), "UNKNOWN_ROLE");
    require(roles.stream().noneMatch(role -> role.endsWith("@p3")), "PROJECT_NOT_FOUND");
    caller.requireWithinReach(step, state);
    int lifetime = step.lifetimeOfNewKey();
    int expiresAt = lifetime < 0 ? -1 : state.now + lifetime;
    state.requireExpiry(expiresAt);
    List<String> blocks = step.blocksOfNewKey();
    require(!blocks.contains("0.0.0.0/0"), "BLOCK_NOT_ALLOWED_ON_WHITELIST");
    require(state.living().count() < ModelState.MAX_KEYS, "TOO_MANY_API_KEYS");
    if (roles.stream().allMatch(role -> role.contains("@"))) {
      roles.add("ORG_MEMBER");
    }
    ModelKey key = new ModelKey(state.created.size(), roles, blocks, expiresAt);
    state.created.add(key);
    state.changed("API_KEY_CREATED");
    return key.toString();
  }

  private String list(ModelCaller caller) {
    if (caller.isOwner()) {
      return state.keys();
    }
    require(caller.key().isPresent(), "NOT_ALLOWED");
    return caller.key().orElseThrow().toString();
  }

  private String changeOrganization(
      ModelCaller caller, String name, boolean required, int lifetime) {
    require(caller.isOwner(), "NOT_ALLOWED");
    if (!name.equals(state.name)
        || required != state.whitelistRequired
        || lifetime != state.lifetime) {
      require(!(required && caller.isOpen()), "WHITELIST_WOULD_EXCLUDE_CALLER");
      state.name = name;
      state.whitelistRequired = required;
      state.lifetime = lifetime;
      state.changed("ORGANIZATION_SETTINGS_CHANGED");
    }
    return state.organization();
  }

  private String bumpRevision(ModelCaller caller) {
    require(caller.isHost(), "NOT_ALLOWED");
    state.changed("ORGANIZATION_REVISION_BUMPED");
    return state.organization();
  }

  private static String project(String role) {
    return role.substring(role.indexOf('@') + 1);
  }
}
