package io.claviger.store.tck.management;

import static io.claviger.store.tck.management.ModelState.require;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the model makes of calls about whitelists: rows 6, 9, 12, 13 and 14. */
final class ModelWhitelistRules {
  private final ModelState state;

  ModelWhitelistRules(ModelState state) {
    this.state = state;
  }

  String read(Step step, ModelCaller caller, int number) {
    caller.requireOwnerOrItself(number, state, "API_KEY_WHITELIST_ACCESS_DENIED");
    ModelKey key = state.existing(number);
    if (step.act() == Step.Act.GET_WHITELIST) {
      return key.blocks.toString();
    }
    require(key.blocks.contains(step.block()), "API_KEY_WHITELIST_NOT_FOUND");
    return step.block();
  }

  String change(Step step, ModelCaller caller, int number) {
    caller.requireOwnerOrItself(number, state, "API_KEY_WHITELIST_ACCESS_DENIED");
    require(!caller.isOpen(), "RESOURCE_REQUIRES_WHITELIST");
    ModelKey key = state.existing(number);
    if (step.act() == Step.Act.ADD_ENTRIES) {
      add(step.blocks(), key);
    } else {
      remove(step.block(), caller, key);
    }
    return key.blocks.toString();
  }

  /** A key that adds to its own list is admitted by it already, so it never locks itself out. */
  private void add(List<String> blocks, ModelKey key) {
    require(Set.copyOf(blocks).size() == blocks.size(), "DUPLICATE_ADDRESSES_IN_INPUT");
    require(blocks.stream().noneMatch(key.blocks::contains), "ADDRESS_ALREADY_IN_WHITELIST");
    require(!blocks.contains("0.0.0.0/0"), "CANNOT_ADD_IP_ADDRESS_TO_API_KEY_WHITELIST");
    require(
        key.blocks.size() + blocks.size() <= ModelState.MOST_ENTRIES,
        "MAX_WHITELIST_ENTRIES_EXCEEDED");
    if (!blocks.isEmpty()) {
      key.blocks.addAll(blocks);
      state.changed("API_KEY_WHITELIST_ENTRY_ADDED", blocks.size());
    }
  }

  private void remove(String block, ModelCaller caller, ModelKey key) {
    require(key.blocks.contains(block), "API_KEY_WHITELIST_NOT_FOUND");
    Set<String> rest = new TreeSet<>(key.blocks);
    rest.remove(block);
    require(
        !caller.is(key) || ModelState.admits(rest, caller.address()),
        "CANNOT_REMOVE_CALLER_FROM_WHITELIST");
    key.blocks.remove(block);
    state.changed("API_KEY_WHITELIST_ENTRY_DELETED");
  }
}
