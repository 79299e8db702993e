package io.claviger.store.cache;

import io.claviger.model.OrganizationId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares some organizations with the store after each third poll of the change feed, all of them
 * in turn. So a change that the feed never reports, such as rows that somebody restored by hand, is
 * seen some time later. Not thread-safe.
 */
final class SpotCheck {
  private static final int EACH = 3;

  private final Organizations organizations;
  private final Counters counters;
  private Set<OrganizationId> left = new LinkedHashSet<>();
  private int polls;

  /** Those that had changed, which the next poll has to report. */
  private final Set<OrganizationId> changed = new HashSet<>();

  SpotCheck(Organizations organizations, Counters counters) {
    this.organizations = organizations;
    this.counters = counters;
  }

  /** Returns the organizations to ask for after this poll, if any. */
  Optional<Set<OrganizationId>> next(Moment now) {
    polls++;
    if (polls % EACH != 0) {
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

  /** Forgets what the next poll has to report, since there is none. */
  void forget() {
    changed.clear();
  }
}
