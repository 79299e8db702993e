package io.claviger.store.tck.management;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** A key as the model has it: what it tells of itself, in plain words. */
final class ModelKey {
  final int number;
  String description;
  List<String> roles;
  final TreeSet<String> blocks;
  boolean enabled = true;
  boolean deleted;

  /** In seconds since the walk began; -1 for never. */
  int expiresAt;

  ModelKey(int number, List<String> roles, Collection<String> blocks, int expiresAt) {
    this.number = number;
    this.description = "key " + number;
    this.roles = new ArrayList<>(roles);
    this.blocks = new TreeSet<>(blocks);
    this.expiresAt = expiresAt;
  }

  boolean isOwner() {
    return roles.contains("ORG_OWNER");
  }

  boolean isLastingOwner() {
    return !deleted && isOwner() && enabled && expiresAt < 0;
  }

  boolean isUsable(int now) {
    return !deleted && enabled && (expiresAt < 0 || now < expiresAt);
  }

  /** The same words that {@link Wording} finds for a real key. */
  @Override
  public String toString() {
    return Wording.key(
        description,
        new TreeSet<>(roles),
        blocks,
        enabled,
        expiresAt < 0 ? "never" : "" + expiresAt);
  }
}
