package io.claviger.store.tck.walk;

import static io.claviger.store.tck.walk.ModelState.require;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The rules for calls about one key: rows 1 to 3, 24 and 26. */
final class ModelKeyRules {
  private final ModelState state;

  ModelKeyRules(ModelState state) {
    this.state = state;
  }

  String onKey(Step step, ModelCaller caller, int number) {
    caller.requireOwnerOrItself(number, state, "NOT_ALLOWED");
    ModelKey key = state.existing(number);
    switch (step.act()) {
      case DESCRIBE -> describe(key, "described " + step.choice() % 2);
      case REPLACE_ROLES -> replaceRoles(step.otherRoles(), caller, key);
      case ENABLE -> enable(key);
      case DISABLE -> disable(key);
      case EXPIRE -> expire(state.now + step.lifetime(), caller, key);
      case NEVER_EXPIRE -> expire(-1, caller, key);
      case DELETE -> {
        return delete(key);
      }
      default -> {}
    }
    return key.toString();
  }

  private void describe(ModelKey key, String description) {
    if (!key.description.equals(description)) {
      key.description = description;
      state.changed("API_KEY_DESCRIPTION_CHANGED");
    }
  }

  private void replaceRoles(List<String> onOrganization, ModelCaller caller, ModelKey key) {
    List<String> roles = new ArrayList<>(onOrganization);
    key.roles.stream().filter(role -> role.contains("@")).forEach(roles::add);
    require(caller.isOwner() || key.roles.containsAll(roles), "CANNOT_GRANT_ROLE");
    require(!roles.contains("ORG_UNHEARD_OF"), "UNKNOWN_ROLE");
    if (!new TreeSet<>(roles).equals(new TreeSet<>(key.roles))) {
      if (!roles.contains("ORG_OWNER")) {
        state.requireOwnerWithout(key, "LAST_OWNER_CANNOT_BE_DEMOTED");
      }
      key.roles = roles;
      state.changed("API_KEY_ROLES_CHANGED");
    }
  }

  /** No key enables itself, since a disabled key cannot call. */
  private void enable(ModelKey key) {
    if (!key.enabled) {
      key.enabled = true;
      state.changed("API_KEY_ENABLED");
    }
  }

  private void disable(ModelKey key) {
    if (key.enabled) {
      state.requireOwnerWithout(key, "LAST_OWNER_CANNOT_BE_DEMOTED");
      key.enabled = false;
      state.changed("API_KEY_DISABLED");
    }
  }

  private void expire(int at, ModelCaller caller, ModelKey key) {
    boolean longer = key.expiresAt >= 0 && (at < 0 || at > key.expiresAt);
    require(caller.isOwner() || !longer, "CANNOT_EXTEND_ITSELF");
    if (at != key.expiresAt) {
      state.requireExpiry(at);
      if (at >= 0) {
        state.requireOwnerWithout(key, "LAST_OWNER_CANNOT_BE_DEMOTED");
      }
      key.expiresAt = at;
      state.changed("API_KEY_EXPIRY_CHANGED");
    }
  }

  private String delete(ModelKey key) {
    state.requireOwnerWithout(key, "LAST_OWNER_CANNOT_BE_REVOKED");
    key.deleted = true;
    state.changed("API_KEY_DELETED");
    return "done";
  }
}
