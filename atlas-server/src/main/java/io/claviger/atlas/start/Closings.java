package io.claviger.atlas.start;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;

/** What was opened one after the other, to be closed in the order from the last to the first. */
public final class Closings implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Closes this one, too. */
  public <T extends AutoCloseable> T add(T one) {
    opened.push(one);
    return one;
  }

  /** What is made of all that; where that fails, what was opened for it is closed. */
  public <T> T closedUnless(Callable<T> making) throws Exception {
    try {
      return making.call();
    } catch (Exception | Error e) {
      try {
        close();
      } catch (IOException later) {
        e.addSuppressed(later);
      }
      throw e;
    }
  }

  /** Closes every one, whatever becomes of the others. */
  @Override
  public void close() throws IOException {
    List<Exception> troubles = new ArrayList<>();
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        troubles.add(e);
      }
    }
    if (!troubles.isEmpty()) {
      IOException told = new IOException(Sentence.of(troubles.get(0)));
      troubles.forEach(told::addSuppressed);
      throw told;
    }
  }
}
