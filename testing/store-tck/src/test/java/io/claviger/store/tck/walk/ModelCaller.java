package io.claviger.store.tck.walk;

import static io.claviger.store.tck.walk.ModelState.require;

import io.claviger.store.tck.walk.Step.Person;
import java.util.List;
import java.util.Optional;

/**
 * A caller in the model.
 *
 * @param key the calling key; empty if the person calls
 * @param expiresAt when the calling key or its secret expires; -1 for never
 */
record ModelCaller(Optional<ModelKey> key, Person person, String address, int expiresAt) {
  /** Implements rows 13 and 26, and section 1.13 of the specification: who may call at all. */
  static ModelCaller admit(Step step, ModelState state) {
    int number = step.callingKey(state.created.size());
    if (number < 0) {
      require(step.person() != Person.STRANGER, "NO_ACCESS_TO_ORGANIZATION");
      return new ModelCaller(Optional.empty(), step.person(), step.address(), -1);
    }
    ModelKey key = state.created.get(number);
    ModelSecret secret =
        step.callingSecret(key.issued.stream().filter(each -> each.known).toList());
    require(
        key.isUsable(state.now) && key.secrets.contains(secret) && secret.isLive(state.now),
        "CALLING_KEY_NOT_VALID");
    require(!key.blocks.isEmpty() || !state.whitelistRequired, "ORGANIZATION_REQUIRES_WHITELIST");
    require(
        key.blocks.isEmpty() || ModelState.admits(key.blocks, step.address()),
        "ADDRESS_NOT_ON_WHITELIST");
    return new ModelCaller(
        Optional.of(key),
        step.person(),
        step.address(),
        earlier(key.expiresAt, secret.earliestEnd(state.now)));
  }

  private static int earlier(int one, int other) {
    return one < 0 || other < 0 ? Math.max(one, other) : Math.min(one, other);
  }

  boolean isHost() {
    return key.isEmpty() && person == Person.APPLICATION;
  }

  boolean isOwner() {
    return key.isPresent() ? key.get().isOwner() : isHost() || person == Person.OWNER;
  }

  boolean ownsProject(String project) {
    return key.isPresent()
        ? key.get().roles.contains("PROJECT_OWNER@" + project)
        : person == Person.PROJECT_OWNER && project.equals("p1");
  }

  boolean is(ModelKey other) {
    return key.isPresent() && key.get() == other;
  }

  /** Requires an owner or the key itself (row 1); decides before it looks for the key (row 27). */
  void requireOwnerOrItself(int number, ModelState state, String code) {
    boolean itself = number < state.created.size() && is(state.created.get(number));
    require(isOwner() || itself, code);
  }

  /** Implements row 24: a key that is no owner creates no key which exceeds its own limits. */
  void requireWithinReach(Step step, ModelState state) {
    if (key.isEmpty() || isOwner()) {
      return;
    }
    ModelKey self = key.get();
    int lifetime = step.lifetimeOfNewKey();
    boolean outlives = expiresAt >= 0 && (lifetime < 0 || state.now + lifetime > expiresAt);
    List<String> blocks = step.blocksOfNewKey();
    boolean leaves =
        !self.blocks.isEmpty() && (blocks.isEmpty() || !ModelState.lieWithin(blocks, self.blocks));
    require(!outlives && !leaves, "CANNOT_EXTEND_ITSELF");
  }

  /** Returns whether this is a key without a whitelist. */
  boolean isOpen() {
    return key.isPresent() && key.get().blocks.isEmpty();
  }
}
