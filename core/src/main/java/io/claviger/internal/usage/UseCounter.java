package io.claviger.internal.usage;

import io.claviger.internal.time.Micros;
import io.claviger.model.IpAddress;
import io.claviger.model.IpAddress.Family;
import io.claviger.model.Usage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts uses and keeps the last of them until it is closed. A use is counted with its time and its
 * address, or not at all. Thread-safe: one thread at a time holds it, for a few instructions, and
 * others need not wait.
 *
 * <p>It counts in numbers, because it lives long and every request writes to it. A reference to a
 * new object for each request would be work for the garbage collector.
 */
class UseCounter {
  /** How an attempt to count ended. */
  enum Attempt {
    COUNTED,
    /** Another thread held the counter. */
    HELD,
    CLOSED
  }

  private static final long MICROSECOND = 1_000;
  private static final int FREE = 0;
  private static final int HELD = 1;
  private static final int CLOSED = 2;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(UseCounter.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Guards the other fields. Once closed, they do not change any more. */
  private volatile int state;

  private long count;
  private long lastMicros;
  private boolean lastIsIpv6;
  private long high;
  private long low;

  /** Counts uses unless another thread holds this counter, or it is closed. */
  final Attempt tryAdd(long times, long atMicros, IpAddress address) {
    boolean isIpv6 = address.family() == Family.IPV6;
    long itsHigh = address.high();
    long itsLow = address.low();
    if (!STATE.compareAndSet(this, FREE, HELD)) {
      return state == CLOSED ? Attempt.CLOSED : Attempt.HELD;
    }
    // Nothing is called here that needs more of the stack than the line above, because the counter
    // would stay held if it threw. Of two uses in the same microsecond, the one that is counted
    // last stays.
    if (count == 0 || atMicros >= lastMicros) {
      lastMicros = atMicros;
      lastIsIpv6 = isIpv6;
      high = itsHigh;
      low = itsLow;
    }
    count += times;
    // A volatile write would also order later reads, which takes time and is not needed.
    STATE.setRelease(this, FREE);
    return Attempt.COUNTED;
  }

  /**
   * Closes this counter, after waiting for a thread that holds it. Returns false if it was closed.
   */
  final boolean closeOnce() {
    return hold(CLOSED);
  }

  /**
   * Adds what this counter has counted to another one, which no other thread uses. A closed counter
   * still has what it counted.
   */
  final void addTo(UseCounter sum) {
    boolean held = hold(HELD);
    try {
      if (count > 0) {
        var unused = sum.tryAdd(count, lastMicros, lastAddress());
      }
    } finally {
      if (held) {
        STATE.setRelease(this, FREE);
      }
    }
  }

  /** Waits until the counter is free, and then sets this state. Returns false if it is closed. */
  private boolean hold(int newState) {
    while (!STATE.compareAndSet(this, FREE, newState)) {
      if (state == CLOSED) {
        return false;
      }
      // The thread that holds it may wait for this processor.
      LockSupport.parkNanos(MICROSECOND);
    }
    return true;
  }

  final boolean isClosed() {
    return state == CLOSED;
  }

  /** Returns what was counted, which no other thread may change meanwhile. */
  final Usage usage() {
    return count == 0
        ? Usage.none()
        : new Usage(count, Optional.of(new Usage.Last(Micros.ofMicros(lastMicros), lastAddress())));
  }

  private IpAddress lastAddress() {
    return new IpAddress(lastIsIpv6 ? Family.IPV6 : Family.IPV4, high, low);
  }
}
