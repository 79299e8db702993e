package io.claviger.cli.command;

import io.claviger.cli.error.ExitCode;
import io.claviger.cli.output.Views;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.OrganizationId;
import io.claviger.spi.EventQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "events",
    description = "Lists what was changed in an organization, by whom and when, the newest last.")
@SuppressWarnings("NullAway.Init") // the organization is required, so the parser sets it
final class EventsCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int PAGE = 500;

  private final Runner runner;

  @Parameters(paramLabel = "ORG", description = "the id of the organization, also a deleted one")
  OrganizationId organization;

  @Option(names = "--key", paramLabel = "KEY", description = "only events of this key")
  Optional<ApiKeyId> key = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "how many of the newest events, 1 or more; 100 by default")
  int limit = 100;

  @Option(names = "--follow", description = "goes on with new events, until it is interrupted")
  boolean follow;

  EventsCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    return runner.read(
        session -> {
          List<AuditEvent> newest = session.keys().events(query(limit));
          if (newest.isEmpty()) {
            // A deleted organization has events; one that never existed is refused here.
            session.keys().getOrganization(organization);
          }
          print(session, newest);
          if (follow) {
            follow(session, newest.stream().findFirst().map(AuditEvent::id));
          }
          return ExitCode.OK;
        });
  }

  /** Ends if it is interrupted, or if nobody reads its output any more. */
  private void follow(Session session, Optional<EventId> last) {
    Optional<EventId> known = last;
    while (!session.output().isBroken() && pause()) {
      Optional<EventId> before = known;
      List<AuditEvent> fresh = after(session, before);
      print(session, fresh);
      known = fresh.stream().findFirst().map(AuditEvent::id).or(() -> before);
    }
  }

  /**
   * Returns the events after this one, the newest first. All changes of an organization have one
   * order, in which no later event sorts before one that was returned.
   */
  private List<AuditEvent> after(Session session, Optional<EventId> known) {
    List<AuditEvent> fresh = new ArrayList<>();
    EventQuery query = query(PAGE);
    while (true) {
      List<AuditEvent> page = session.keys().events(query);
      for (AuditEvent event : page) {
        if (known.isPresent() && known.get().equals(event.id())) {
          return fresh;
        }
        fresh.add(event);
      }
      if (page.size() < PAGE) {
        return fresh;
      }
      query = query.before(page.get(page.size() - 1).id());
    }
  }

  private EventQuery query(int length) {
    EventQuery query = EventQuery.newest(organization, length);
    return key.map(query::ofKey).orElse(query);
  }

  private static void print(Session session, List<AuditEvent> newestFirst) {
    List<AuditEvent> events = new ArrayList<>(newestFirst);
    Collections.reverse(events);
    session.output().page(Views.EVENT_COLUMNS, events.stream().map(Views::of).toList());
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
