package io.claviger.operations;

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
 * @param startsLater whether older events with a MAC were deleted, for example because of their
 *     age. The check started at the oldest event that is left
 * @param problem the oldest problem; empty if there is none
 */
public record EventVerification(
    long checked,
    long notCovered,
    long unknownPepper,
    boolean startsLater,
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
      MISSING_AFTER
    }

    /** Checks that no part is null. */
    public Problem {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(event, "event");
    }
  }

  /** Checks that no part is null. */
  public EventVerification {
    Objects.requireNonNull(problem, "problem");
  }
}
