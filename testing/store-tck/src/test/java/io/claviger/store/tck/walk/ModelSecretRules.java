package io.claviger.store.tck.walk;

import static io.claviger.store.tck.walk.ModelState.require;

import java.util.ArrayList;
import java.util.List;

/** The rules for secrets: rotation, first use, and deletion (rows 3, 24 and 26). */
final class ModelSecretRules {
  private static final int MAX_SECRETS = 2;

  private final ModelState state;

  ModelSecretRules(ModelState state) {
    this.state = state;
  }

  String rotate(Step step, ModelCaller caller, int number) {
    caller.requireOwnerOrItself(number, state, "NOT_ALLOWED");
    require(caller.isOwner(), "CANNOT_EXTEND_ITSELF");
    ModelKey key = state.existing(number);
    Step.Ending ending = step.ending();
    require(ending != Step.Ending.NOW, "INVALID_VALUE");
    List<ModelSecret> living = new ArrayList<>(key.secrets);
    living.removeIf(secret -> !secret.isLive(state.now));
    if (ending == Step.Ending.AT_ONCE) {
      living.clear();
    }
    require(living.size() < MAX_SECRETS, "TOO_MANY_SECRETS");
    for (ModelSecret secret : living) {
      if (ending == Step.Ending.SOON) {
        secret.endAt(state.now + Step.SOON);
      } else if (ending == Step.Ending.AFTER_USE) {
        secret.grace = secret.grace < 0 ? Step.GRACE : Math.min(secret.grace, Step.GRACE);
      }
    }
    key.secrets.clear();
    key.secrets.addAll(living);
    key.addSecret(false);
    state.changed("API_KEY_ROTATED");
    return key.toString();
  }

  String delete(Step step, ModelCaller caller, int number) {
    caller.requireOwnerOrItself(number, state, "NOT_ALLOWED");
    ModelKey key = state.existing(number);
    ModelSecret secret = key.issued.get(step.choice() % key.issued.size());
    require(key.secrets.contains(secret), "SECRET_NOT_FOUND");
    require(caller.isOwner() || waiting(key, secret).isEmpty(), "CANNOT_EXTEND_ITSELF");
    boolean lasts = key.secrets.stream().anyMatch(other -> other != secret && other.expiresAt < 0);
    if (!lasts) {
      state.requireOwnerWithout(key, "LAST_OWNER_CANNOT_BE_DEMOTED");
    }
    key.secrets.remove(secret);
    letNewestStay(key);
    state.changed("API_KEY_SECRET_DELETED");
    return key.toString();
  }

  /** The newest secret has no newer one to wait for. */
  private static void letNewestStay(ModelKey key) {
    if (!key.secrets.isEmpty()) {
      key.secrets.get(key.secrets.size() - 1).grace = -1;
    }
  }

  /** Returns the older secrets that expire some time after the first use of this one. */
  private static List<ModelSecret> waiting(ModelKey key, ModelSecret used) {
    List<ModelSecret> waiting = new ArrayList<>(key.secrets.subList(0, key.secrets.indexOf(used)));
    waiting.removeIf(secret -> secret.grace < 0 || used.grace >= 0);
    return waiting;
  }

  /** Authenticates; returns the key, or the reason of the rejection. */
  String authenticate(Step step, int number) {
    if (number == state.created.size() || state.created.get(number).deleted) {
      return "UNKNOWN_KEY";
    }
    ModelKey key = state.created.get(number);
    ModelSecret secret = key.issued.get(step.choice() % key.issued.size());
    if (!key.secrets.contains(secret)) {
      return "WRONG_SECRET";
    }
    if (!key.enabled) {
      return "DISABLED";
    }
    if (!key.isUsable(state.now)) {
      return "EXPIRED";
    }
    if (!secret.isLive(state.now)) {
      return "SECRET_EXPIRED";
    }
    secret.known = true;
    String asItWas = key.presented(secret, state.now);
    endWaiting(key, secret);
    return asItWas;
  }

  private void endWaiting(ModelKey key, ModelSecret used) {
    List<ModelSecret> waiting = waiting(key, used);
    boolean lasts =
        key.secrets.stream().anyMatch(other -> !waiting.contains(other) && other.expiresAt < 0);
    if (!waiting.isEmpty() && (lasts || state.canDoWithout(key))) {
      waiting.forEach(secret -> secret.supersedeAt(state.now));
      state.changed("API_KEY_SECRET_ENDING", waiting.size());
    }
  }

  String deleteExpired(Step step, ModelCaller caller) {
    require(caller.isOwner(), "NOT_ALLOWED");
    int by = state.now - step.choice() % 3;
    int keys = 0;
    int secrets = 0;
    for (ModelKey key : state.living().toList()) {
      if (key.expiresAt >= 0 && key.expiresAt <= by) {
        key.deleted = true;
        keys++;
      } else {
        int before = key.secrets.size();
        key.secrets.removeIf(secret -> !secret.isLive(by));
        secrets += before - key.secrets.size();
      }
    }
    if (keys + secrets > 0) {
      state.revision++;
      state.addEvent("API_KEY_DELETED", keys);
      state.addEvent("API_KEY_SECRET_DELETED", secrets);
    }
    return Wording.deletedExpired(keys, secrets);
  }
}
