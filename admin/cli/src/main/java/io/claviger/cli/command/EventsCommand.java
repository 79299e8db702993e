package io.claviger.cli.command;

import io.claviger.cli.error.CliException;
import io.claviger.cli.error.ExitCode;
import io.claviger.cli.output.Views;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventQuery;
import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "events",
    description = "Lists what was changed in an organization, by whom and when, the newest last.")
final class EventsCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int PAGE = 500;

  private final Runner runner;

  @Parameters(
      paramLabel = "ORG",
      arity = "0..1",
      description = "the id of the organization, also a deleted one")
  Optional<OrganizationId> organization = Optional.empty();

  @Option(
      names = "--all",
      description = "instead of ORG: events of all organizations, the oldest first")
  boolean all;

  @Option(names = "--after", paramLabel = "POSITION", description = "with --all: begins after this")
  long after;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "only events of this key, and its revoked access tokens")
  Optional<ApiKeyId> key = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "how many events, 1 or more; the 100 newest by default")
  int limit = 100;

  @Option(names = "--follow", description = "goes on with new events, until it is interrupted")
  boolean follow;

  EventsCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    if (all == organization.isPresent() || (all && key.isPresent())) {
      throw CliException.usage("give either ORG or --all; --key needs ORG");
    }
    return organization.map(this::ofOne).orElseGet(this::ofAll);
  }

  private int ofAll() {
    return runner.read(
        session -> {
          AllEvents events = new AllEvents(session, after);
          return follow ? events.follow(EventsCommand::pause) : events.page(limit);
        });
  }

  private int ofOne(OrganizationId id) {
    return runner.read(
        session -> {
          List<AuditEvent> newest = session.keys().events(query(id, limit));
          List<Map<String, Object>> rows = rows(session, id, newest);
          if (rows.isEmpty()) {
            refuseUnknown(session, id);
          }
          session.output().page(Views.EVENT_COLUMNS, rows);
          if (follow) {
            follow(session, id, newest.stream().findFirst().map(AuditEvent::id));
          }
          return ExitCode.OK;
        });
  }

  /** What was deleted has events. Without events, it must exist, or its id is a mistake. */
  private void refuseUnknown(Session session, OrganizationId id) {
    session.keys().getOrganization(id);
    key.ifPresent(its -> session.keys().get(id, its));
  }

  private List<Map<String, Object>> rows(
      Session session, OrganizationId id, List<AuditEvent> newest) {
    List<RevokedToken> revoked =
        key.map(its -> session.keys().revokedTokens(id, its)).orElseGet(List::of);
    return KeyHistory.rows(newest, revoked, limit);
  }

  /** Ends if it is interrupted, or if nobody reads its output any more. */
  private void follow(Session session, OrganizationId id, Optional<EventId> last) {
    Optional<EventId> known = last;
    while (!session.output().isBroken() && pause()) {
      Optional<EventId> before = known;
      List<AuditEvent> fresh = after(session, id, before);
      print(session, fresh);
      known = fresh.stream().findFirst().map(AuditEvent::id).or(() -> before);
    }
  }

  /**
   * Returns the events after this one, the newest first. All changes of an organization have one
   * order, in which no later event sorts before one that was returned.
   */
  private List<AuditEvent> after(Session session, OrganizationId id, Optional<EventId> known) {
    List<AuditEvent> fresh = new ArrayList<>();
    EventQuery query = query(id, PAGE);
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
      query = query.withBefore(page.get(page.size() - 1).id());
    }
  }

  private EventQuery query(OrganizationId id, int length) {
    EventQuery query = EventQuery.newest(id, length);
    return key.map(query::withKey).orElse(query);
  }

  private static void print(Session session, List<AuditEvent> newestFirst) {
    session
        .output()
        .page(Views.EVENT_COLUMNS, KeyHistory.rows(newestFirst, List.of(), newestFirst.size()));
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
