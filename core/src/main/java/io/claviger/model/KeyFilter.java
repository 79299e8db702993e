package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A choice of keys: those that meet every criterion. A filter has at most {@link #MAX_CRITERIA}. If
 * the caller is a key that may see only itself, the library adds a criterion, so at most 99 remain.
 * Immutable.
 */
public final class KeyFilter {
  /** The maximum number of criteria of one filter. */
  public static final int MAX_CRITERIA = 100;

  private static final KeyFilter ALL = new KeyFilter(Set.of());

  private final Set<KeyCriterion> criteria;

  private KeyFilter(Set<KeyCriterion> criteria) {
    this.criteria = criteria;
    if (criteria.size() > MAX_CRITERIA) {
      throw InvalidValueException.of(
          "filter",
          criteria.size() + " criteria",
          "a filter has at most " + MAX_CRITERIA + " criteria; remove some");
    }
  }

  /**
   * Returns the filter of all these criteria.
   *
   * @throws InvalidValueException for too many criteria
   */
  public static KeyFilter of(Collection<KeyCriterion> criteria) {
    return new KeyFilter(Set.copyOf(Objects.requireNonNull(criteria, "criteria")));
  }

  /** Returns the filter that all keys meet. */
  public static KeyFilter all() {
    return ALL;
  }

  /** Also requires exactly this role. */
  public KeyFilter withRole(RoleAssignment role) {
    return and(new KeyCriterion.HasRole(role));
  }

  /** Also requires any role on this project. */
  public KeyFilter inProject(ProjectId project) {
    return and(new KeyCriterion.InProject(project));
  }

  /** That are in this state now. */
  public KeyFilter inState(ApiKey.State state) {
    return and(new KeyCriterion.InState(state));
  }

  /**
   * Also requires that this caller created the key. The name is that of the user or of the
   * application, or the id of the key. Throws {@link InvalidValueException} if it contains a token,
   * since a database may log what it is asked for.
   */
  public KeyFilter createdBy(Actor.Kind kind, String name) {
    return and(new KeyCriterion.CreatedBy(kind, name));
  }

  /**
   * Also requires that the key was created before this instant, and was not used at or after it. A
   * use is a request that an {@code AccessCheck} admitted. Uses on other nodes count after their
   * flush interval.
   */
  public KeyFilter unusedSince(Instant instant) {
    return and(new KeyCriterion.UnusedSince(instant));
  }

  /** Also requires an expiry before this instant. Keys that have expired already meet this, too. */
  public KeyFilter expiringBefore(Instant instant) {
    return and(new KeyCriterion.ExpiresBefore(instant));
  }

  /** Also requires an expiry at or after this instant. */
  public KeyFilter expiringFrom(Instant instant) {
    return and(new KeyCriterion.ExpiresFrom(instant));
  }

  /**
   * Also requires this label with this value, compared by code points. Throws {@link
   * InvalidValueException} if the name has the form of a private key, or the value contains a
   * token.
   */
  public KeyFilter labelled(String name, String value) {
    return and(new KeyCriterion.HasLabel(name, value));
  }

  /**
   * Also requires that the description contains exactly this text, compared by code points. Throws
   * {@link InvalidValueException} if the text has the form of a private key.
   */
  public KeyFilter describedWith(String text) {
    return and(new KeyCriterion.DescriptionContains(text));
  }

  /** Also requires this kind. {@link KeyKind#none} chooses the ordinary keys. */
  public KeyFilter ofKind(KeyKind kind) {
    return and(new KeyCriterion.OfKind(kind));
  }

  /** Also requires this id. */
  public KeyFilter only(ApiKeyId key) {
    return and(new KeyCriterion.IsKey(Objects.requireNonNull(key, "key")));
  }

  /** Checks whether the key meets every criterion at this instant, except for its usage. */
  public boolean matches(ApiKey key, Instant now) {
    Arguments.require(key, "key", now, "now");
    return criteria.stream().allMatch(criterion -> criterion.matches(key, now));
  }

  /** Returns the criteria; immutable. */
  public Set<KeyCriterion> criteria() {
    return criteria;
  }

  private KeyFilter and(KeyCriterion criterion) {
    Set<KeyCriterion> more = new HashSet<>(criteria);
    more.add(criterion);
    return of(more);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyFilter that && criteria.equals(that.criteria);
  }

  @Override
  public int hashCode() {
    return Objects.hash(criteria);
  }

  @Override
  public String toString() {
    return "KeyFilter[criteria=%s]".formatted(criteria);
  }
}
