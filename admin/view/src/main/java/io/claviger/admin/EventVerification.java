package io.claviger.admin;

import io.claviger.model.EventId;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of {@link Operator#verifyEvents}.
 *
 * @param checked the number of events whose MAC is right
 * @param notCovered the number of events from before the first one with a MAC. Nobody can tell
 *     whether they were changed
 * @param unknownPepper the number of events whose MAC is under a pepper that is not known here, so
 *     it was not checked. Such an event counts as changed if it follows one under a known pepper
 * @param startsLater whether the oldest event that is left is not the creation of the organization,
 *     or no event is left. Older events were deleted, for example because of their age
 * @param coveredSince the number of the revision at which the events with MACs began; 1 if the
 *     organization was created with them. If they began with a version of the library that did not
 *     keep this, it is the first revision of a version that does. Empty if there is no such
 *     revision, if its pepper is not known here, or if the organization was deleted
 * @param problem the oldest problem; empty if there is none
 */
public record EventVerification(
    long checked,
    long notCovered,
    long unknownPepper,
    boolean startsLater,
    Optional<Long> coveredSince,
    Optional<Problem> problem) {
  /**
   * A place where the events are not as they were written.
   *
   * @param event empty if no event is left
   */
  public record Problem(Kind kind, Optional<EventId> event) {
    /** The kinds of problems. */
    public enum Kind {
      /** It was changed or added. */
      CHANGED,
      /** The event that followed it is missing, or not in its place. */
      MISSING_AFTER,
      /**
       * Events before it are missing that somebody deleted by hand, together with what the
       * organization keeps about them.
       */
      MISSING_BEFORE
    }

    /** Checks that no part is null. */
    public Problem {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(event, "event");
    }
  }

  /** Checks that no part is null. */
  public EventVerification {
    Objects.requireNonNull(coveredSince, "coveredSince");
    Objects.requireNonNull(problem, "problem");
  }
}
