package io.claviger.cli.command;

import io.claviger.cli.error.CliException;
import io.claviger.cli.error.ExitCode;
import io.claviger.cli.output.OperatorViews;
import io.claviger.model.PageQuery;
import io.claviger.spi.store.OperatorStore.FeedEvent;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Prints the events of all organizations, in the order of the feed. */
final class AllEvents {
  private final Session session;
  private long position;

  /** Begins after this position. */
  AllEvents(Session session, long position) {
    if (position < 0) {
      throw CliException.usage("--after must be a position of 0 or more");
    }
    this.session = session;
    this.position = position;
  }

  /** Prints a page, and says where the next one begins. */
  ExitCode page(int limit) {
    if (print(limit) == limit) {
      session.output().note("more may follow: --after " + position + " for the next");
    }
    return ExitCode.OK;
  }

  /** Prints everything, and then new events, until nobody reads the output. */
  ExitCode follow(BooleanSupplier pause) {
    do {
      while (print(PageQuery.MAX_LIMIT) == PageQuery.MAX_LIMIT) {
        // More events are there already.
      }
    } while (!session.output().isBroken() && pause.getAsBoolean());
    return ExitCode.OK;
  }

  private int print(int limit) {
    List<FeedEvent> events = session.operator().feed(position, limit);
    session
        .output()
        .page(OperatorViews.FEED_COLUMNS, events.stream().map(OperatorViews::of).toList());
    if (!events.isEmpty()) {
      position = events.get(events.size() - 1).position();
    }
    return events.size();
  }
}
