package io.claviger.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A choice of keys: those that meet every criterion. A filter has at most {@link #MAX_CRITERIA}. If
 * the caller is a key that may see only itself, the library adds a criterion, so at most 99 remain.
 * Immutable.
 */
public record KeyFilter(Set<KeyCriterion> criteria) {
  /** The most criteria of one filter. */
  public static final int MAX_CRITERIA = 100;

  private static final KeyFilter ALL = new KeyFilter(Set.of());

  /** Copies; throws {@link InvalidValueException} for too many criteria. */
  public KeyFilter {
    criteria = Set.copyOf(criteria);
    if (criteria.size() > MAX_CRITERIA) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "filter",
          criteria.size() + " criteria",
          "a filter has at most " + MAX_CRITERIA + " criteria; drop some");
    }
  }

  /** All keys. */
  public static KeyFilter all() {
    return ALL;
  }

  /** That have exactly this role there. */
  public KeyFilter withRole(RoleAssignment role) {
    return and(new KeyCriterion.HasRole(role));
  }

  /** That have any role on this project. */
  public KeyFilter inProject(ProjectId project) {
    return and(new KeyCriterion.InProject(project));
  }

  /** That are in this state now. */
  public KeyFilter inState(ApiKey.State state) {
    return and(new KeyCriterion.InState(state));
  }

  /** That this caller created: the name of the user or of the host, or the id of the key. */
  public KeyFilter createdBy(Actor.Kind kind, String name) {
    return and(new KeyCriterion.CreatedBy(kind, name));
  }

  /**
   * That were created before this instant, and have not been used at or after it. Used means
   * admitted by an {@code AccessCheck}; what other nodes counted shows within their flush interval.
   */
  public KeyFilter unusedSince(Instant instant) {
    return and(new KeyCriterion.UnusedSince(instant));
  }

  /** That have this label with this value. */
  public KeyFilter labelled(String name, String value) {
    return and(new KeyCriterion.HasLabel(name, value));
  }

  /** Whose description contains this text, to the letter. */
  public KeyFilter describedWith(String text) {
    return and(new KeyCriterion.DescriptionContains(text));
  }

  /** This key alone. */
  public KeyFilter only(ApiKeyId key) {
    return and(new KeyCriterion.IsKey(key));
  }

  /** Whether the key meets every criterion at this instant, as far as it can tell by itself. */
  public boolean matches(ApiKey key, Instant now) {
    return criteria.stream().allMatch(criterion -> criterion.matches(key, now));
  }

  /** The earliest instant since which they must not have been used; empty where they may have. */
  public Optional<Instant> unusedSince() {
    return criteria.stream()
        .filter(KeyCriterion.UnusedSince.class::isInstance)
        .map(criterion -> ((KeyCriterion.UnusedSince) criterion).instant())
        .min(Comparator.naturalOrder());
  }

  private KeyFilter and(KeyCriterion criterion) {
    Set<KeyCriterion> more = new HashSet<>(criteria);
    more.add(criterion);
    return new KeyFilter(more);
  }
}
