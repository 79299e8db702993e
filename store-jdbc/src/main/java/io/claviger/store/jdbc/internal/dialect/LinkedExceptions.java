package io.claviger.store.jdbc.internal.dialect;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the links between exceptions, and visits each exception once. The links may form a cycle:
 * if a server ends a connection, PostgreSQL's driver reports the end of the connection as the next
 * exception of the server's error, and the server's error as the cause of that one.
 */
final class LinkedExceptions {
  private LinkedExceptions() {}

  /** Returns the exception and its causes, in order. */
  static List<Throwable> causes(@Nullable Throwable thrown) {
    Set<Throwable> seen = identitySet();
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = thrown; t != null && seen.add(t); t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }

  /** Returns the exception and all that it leads to: causes, suppressed and next exceptions. */
  static Set<Throwable> all(Throwable thrown) {
    Set<Throwable> seen = identitySet();
    Deque<Throwable> left = new ArrayDeque<>(List.of(thrown));
    while (!left.isEmpty()) {
      Throwable each = left.pop();
      if (seen.add(each)) {
        left.addAll(List.of(each.getSuppressed()));
        add(left, each.getCause());
        add(left, each instanceof SQLException error ? error.getNextException() : null);
      }
    }
    return seen;
  }

  private static void add(Deque<Throwable> left, @Nullable Throwable linked) {
    if (linked != null) {
      left.add(linked);
    }
  }

  private static Set<Throwable> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }
}
