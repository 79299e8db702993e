package io.claviger.store.tck.walk;

import static io.claviger.store.tck.walk.ModelState.require;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rules for whitelists: rows 6, 9, 12, 13 and 14. */
final class ModelWhitelistRules {
  private final ModelState state;

  ModelWhitelistRules(ModelState state) {
    this.state = state;
  }

  String read(Step step, ModelCaller caller, int number) {
    caller.requireOwnerOrItself(number, state, "WHITELIST_ACCESS_DENIED");
    ModelKey key = state.existing(number);
    if (step.act() == Step.Act.GET_WHITELIST) {
      return key.blocks.toString();
    }
    require(key.blocks.contains(step.block()), "WHITELIST_ENTRY_NOT_FOUND");
    return step.block();
  }

  String change(Step step, ModelCaller caller, int number) {
    caller.requireOwnerOrItself(number, state, "WHITELIST_ACCESS_DENIED");
    require(!caller.isOpen(), "OPERATION_REQUIRES_WHITELIST");
    ModelKey key = state.existing(number);
    if (step.act() == Step.Act.ADD_ENTRIES) {
      add(step.blocks(), key);
    } else {
      remove(step.block(), caller, key);
    }
    return key.blocks.toString();
  }

  /**
   * A key that adds to its own whitelist is admitted by it already, so it never locks itself out.
   */
  private void add(List<String> blocks, ModelKey key) {
    require(Set.copyOf(blocks).size() == blocks.size(), "DUPLICATE_BLOCKS");
    require(blocks.stream().noneMatch(key.blocks::contains), "BLOCK_ALREADY_ON_WHITELIST");
    require(!blocks.contains("0.0.0.0/0"), "BLOCK_NOT_ALLOWED_ON_WHITELIST");
    require(
        key.blocks.size() + blocks.size() <= ModelState.MAX_ENTRIES, "TOO_MANY_WHITELIST_ENTRIES");
    if (!blocks.isEmpty()) {
      key.blocks.addAll(blocks);
      state.changed("API_KEY_WHITELIST_ENTRY_ADDED", blocks.size());
    }
  }

  private void remove(String block, ModelCaller caller, ModelKey key) {
    require(key.blocks.contains(block), "WHITELIST_ENTRY_NOT_FOUND");
    Set<String> rest = new TreeSet<>(key.blocks);
    rest.remove(block);
    require(
        !caller.is(key) || ModelState.admits(rest, caller.address()),
        "WHITELIST_WOULD_EXCLUDE_CALLER");
    key.blocks.remove(block);
    state.changed("API_KEY_WHITELIST_ENTRY_DELETED");
  }
}
