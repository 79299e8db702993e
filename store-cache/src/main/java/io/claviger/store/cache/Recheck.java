package io.claviger.store.cache;

import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ChangeFeed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the versions of all organizations in memory, 500 at a time, in as many rounds as that
 * takes. Each chunk confirms its own organizations, so a fault of one concerns no other one. Not
 * thread-safe.
 */
final class Recheck {
  static final int CHUNK = 500;

  /** Takes about a tenth of a second of a database in each round. */
  private static final int MOST_IN_A_ROUND = 20 * CHUNK;

  /** What is used is asked for in each round, but must not starve the others. */
  private static final int MOST_USED_IN_A_ROUND = MOST_IN_A_ROUND / 2;

  private final Moment begun;
  private final ChangeFeed.@Nullable Position from;
  private final Set<OrganizationId> left;
  private boolean failed;

  /**
   * Begins a recheck.
   *
   * @param begun was taken before the position
   * @param from the position of the change feed; null if the store could not give one
   * @param all the organizations in memory, which were read after the position
   */
  Recheck(Moment begun, ChangeFeed.@Nullable Position from, Set<OrganizationId> all) {
    this.begun = begun;
    this.from = from;
    this.left = inTurn(all, begun);
  }

  /** Returns when it began. */
  Moment begun() {
    return begun;
  }

  /**
   * Returns the position from which the change feed reports what this recheck has not seen; null if
   * there is none.
   */
  ChangeFeed.@Nullable Position from() {
    return from;
  }

  /** Returns whether it has asked for all organizations. */
  boolean isOver() {
    return left.isEmpty();
  }

  /** Returns whether it has asked for all of them, and each chunk was answered. */
  boolean hasConfirmedAll() {
    return isOver() && !failed;
  }

  /**
   * Asks for as many as one round may, and for one chunk in any case.
   *
   * @param used those used recently, which come first
   * @param question asks for a chunk, and returns whether there was an answer. If it throws an
   *     exception, the round ends, and the next one asks for this chunk again
   * @param inTime whether the round may go on
   */
  void round(
      List<OrganizationId> used, Predicate<Set<OrganizationId>> question, BooleanSupplier inTime) {
    Set<OrganizationId> chosen = new LinkedHashSet<>();
    used.stream().limit(MOST_USED_IN_A_ROUND).sorted().forEach(chosen::add);
    Iterator<OrganizationId> others = left.iterator();
    while (others.hasNext() && chosen.size() < MOST_IN_A_ROUND) {
      chosen.add(others.next());
    }
    boolean first = true;
    while (!chosen.isEmpty() && (first || inTime.getAsBoolean())) {
      first = false;
      Set<OrganizationId> chunk = take(chosen, CHUNK);
      failed |= !question.test(chunk);
      left.removeAll(chunk);
    }
  }

  /**
   * Returns the organizations in the order of their ids, since databases read neighbours faster,
   * but from a random one on: nodes that begin at once do not all confirm the same ones last.
   */
  static Set<OrganizationId> inTurn(Set<OrganizationId> all, Moment now) {
    List<OrganizationId> sorted = new ArrayList<>(all);
    Collections.sort(sorted);
    if (!sorted.isEmpty()) {
      // The origin of the monotonic clock differs from process to process.
      Collections.rotate(sorted, new Random(now.nanos()).nextInt(sorted.size()));
    }
    return new LinkedHashSet<>(sorted);
  }

  /** Removes the first ones from the set, and returns them. */
  static Set<OrganizationId> take(Set<OrganizationId> left, int most) {
    Set<OrganizationId> taken = new LinkedHashSet<>();
    Iterator<OrganizationId> each = left.iterator();
    while (each.hasNext() && taken.size() < most) {
      taken.add(each.next());
      each.remove();
    }
    return taken;
  }
}
