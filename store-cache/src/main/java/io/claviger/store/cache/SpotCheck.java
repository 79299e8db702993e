package io.claviger.store.cache;

import io.claviger.model.OrganizationId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares some organizations with the store after each third poll of the change feed, all of them
 * in turn. So a change that the feed never reports, such as an organization that somebody has
 * restored, is seen some time later. After each poll come {@link #reported}, {@link #next}, and
 * {@link #found} if there is something to compare. Not thread-safe.
 */
final class SpotCheck {
  private static final int EVERY_THIRD = 3;

  private final Organizations organizations;
  private final Counters counters;
  private Set<OrganizationId> left = new LinkedHashSet<>();
  private int polls;

  /** Those that a comparison has found changed, which the next poll has to report. */
  private final Set<OrganizationId> changed = new HashSet<>();

  SpotCheck(Organizations organizations, Counters counters) {
    this.organizations = organizations;
    this.counters = counters;
  }

  /** Returns the organizations to ask for after this poll, if any. */
  Optional<Set<OrganizationId>> next(Moment now) {
    polls++;
    if (polls % EVERY_THIRD != 0) {
      return Optional.empty();
    }
    if (left.isEmpty()) {
      left = Recheck.inTurn(organizations.ids(), now);
    }
    Set<OrganizationId> chunk = Recheck.take(left, Recheck.CHUNK);
    return chunk.isEmpty() ? Optional.empty() : Optional.of(chunk);
  }

  /** Notes those that had changed; null if the store did not answer. */
  void found(@Nullable Set<OrganizationId> changedSincePoll) {
    if (changedSincePoll != null) {
      changed.addAll(changedSincePoll);
    }
  }

  /** Notes what a poll has reported, and counts what it should have. */
  void reported(Set<OrganizationId> organizations) {
    changed.removeAll(organizations);
    counters.feedMissed.add(changed.size());
    changed.clear();
  }

  /** Forgets what the next poll has to report: a recheck comes instead of it. */
  void forget() {
    changed.clear();
  }
}
