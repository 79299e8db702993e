package io.claviger.store.cache.model;

import io.claviger.store.cache.model.Database.Value;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A thread that asks for a key, time and again, or the refresher.
 *
 * @param left so many tasks will follow this one
 * @param ask the request under way
 * @param held what it remembers at this point, and no more
 */
record Worker(Point at, int key, int left, Ask ask, Held held) implements Actor {
  /** A point of a program: what is done next. */
  interface Point {
    List<Step> steps(Moment moment, Worker worker);

    default boolean atRest() {
      return false;
    }
  }

  /**
   * One request, and what was promised before it began.
   *
   * @param own the newest version that an own commit had returned
   * @param seen the newest version that a request of this key had been answered from
   */
  record Ask(int own, int seen) {
    static final Ask NONE = new Ask(0, 0);
  }

  /**
   * What a thread remembers.
   *
   * @param stamp an instant that it read
   * @param record a record that it found
   * @param mark a mark that it saw
   */
  record Held(int stamp, int record, @Nullable Value value, boolean mark) {
    static final Held NOTHING = new Held(Age.NONE, Cache.NONE, null, false);

    Held stamp(int age) {
      return new Held(age, record, value, mark);
    }

    Held record(int index) {
      return new Held(stamp, index, value, mark);
    }

    Held value(@Nullable Value read) {
      return new Held(stamp, record, read, mark);
    }

    Held mark(boolean seen) {
      return new Held(stamp, record, value, seen);
    }
  }

  /** Asks for this key so often. */
  static Worker requests(int key, int times) {
    return new Worker(Hit.IDLE, key, times, Ask.NONE, Held.NOTHING);
  }

  /** Refreshes the organization so often. */
  static Worker refresher(int times) {
    return new Worker(Refresh.IDLE, 0, times, Ask.NONE, Held.NOTHING);
  }

  Worker begin(Ask begun) {
    return new Worker(at, key, left - 1, begun, Held.NOTHING);
  }

  Worker to(Point next) {
    return to(next, Held.NOTHING);
  }

  Worker to(Point next, Held remembered) {
    return new Worker(next, key, left, ask, remembered);
  }

  /** If so, as if the stamp had been taken just now. */
  Worker stampedAnew(boolean anew) {
    return anew ? to(at, held.stamp(Age.NOW)) : this;
  }

  boolean waitsFor(Worker owner) {
    return at == Load.WAIT && key == owner.key;
  }

  Worker end(Point idle) {
    return new Worker(idle, key, left, Ask.NONE, Held.NOTHING);
  }

  @Override
  public List<Step> steps(Moment moment) {
    return at.steps(moment, this);
  }

  @Override
  public boolean atRest() {
    return at.atRest();
  }

  @Override
  public Actor aged() {
    return held.stamp() == Age.NONE ? this : to(at, held.stamp(Age.afterTick(held.stamp())));
  }

  @Override
  public Actor renumbered(IntUnaryOperator number) {
    return to(at, held.record(number.applyAsInt(held.record())));
  }
}
