package io.claviger.atlas.start;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;

/** Resources that are closed in the reverse order of their opening. */
public final class Closings implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Adds a resource to close, and returns it. */
  public <T extends AutoCloseable> T add(T one) {
    opened.push(one);
    return one;
  }

  /** Returns the result of {@code making}. If it throws, all resources are closed. */
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

  /** Closes all resources, even if some of them fail. Throws one exception with all failures. */
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
      IOException first = new IOException(Sentence.of(troubles.get(0)));
      troubles.forEach(first::addSuppressed);
      throw first;
    }
  }
}
