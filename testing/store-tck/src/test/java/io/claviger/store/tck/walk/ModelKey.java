package io.claviger.store.tck.walk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A key of the model. */
final class ModelKey {
  final int number;
  String description;
  List<String> roles;
  final TreeSet<String> blocks;
  boolean enabled = true;
  boolean deleted;

  /** All secrets that it ever had, by number. */
  final List<ModelSecret> issued = new ArrayList<>();

  final List<ModelSecret> secrets = new ArrayList<>();

  /** Is in seconds since the start of the walk; -1 for never. */
  int expiresAt;

  ModelKey(int number, List<String> roles, Collection<String> blocks, int expiresAt) {
    this.number = number;
    this.description = "key " + number;
    this.roles = new ArrayList<>(roles);
    this.blocks = new TreeSet<>(blocks);
    this.expiresAt = expiresAt;
    addSecret(true);
  }

  void addSecret(boolean known) {
    ModelSecret secret = new ModelSecret();
    secret.known = known;
    issued.add(secret);
    secrets.add(secret);
  }

  boolean isOwner() {
    return roles.contains("ORG_OWNER");
  }

  boolean isLastingOwner() {
    boolean lastingSecret = secrets.stream().anyMatch(secret -> secret.expiresAt < 0);
    return !deleted && isOwner() && enabled && expiresAt < 0 && lastingSecret;
  }

  boolean isUsable(int now) {
    return !deleted && enabled && (expiresAt < 0 || now < expiresAt);
  }

  /** Returns the words of {@link Wording} for an equal key. */
  @Override
  public String toString() {
    return words(roles, blocks);
  }

  /** Hides addresses, and roles on projects of others, from an owner of a project. */
  String seenBy(ModelCaller caller) {
    if (caller.isOwner() || caller.is(this)) {
      return toString();
    }
    List<String> seen =
        roles.stream()
            .filter(
                role ->
                    !role.contains("@")
                        || caller.ownsProject(role.substring(role.indexOf('@') + 1)))
            .toList();
    return words(seen, new TreeSet<>());
  }

  private String words(Collection<String> shownRoles, SortedSet<String> shownBlocks) {
    String settings =
        Wording.key(
            description,
            new TreeSet<>(shownRoles),
            shownBlocks,
            enabled ? "enabled" : "disabled",
            expiresAt < 0 ? "never" : "" + expiresAt);
    return settings + " " + secrets;
  }

  /** Returns the words for an authenticated request with this secret. */
  String presented(ModelSecret secret, int now) {
    OptionalInt end =
        IntStream.of(expiresAt, secret.earliestEnd(now)).filter(each -> each >= 0).min();
    return Wording.key(
        description,
        new TreeSet<>(roles),
        blocks,
        "enabled",
        end.isEmpty() ? "never" : "" + end.getAsInt());
  }
}
