package io.claviger.admin;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Caller;
import io.claviger.internal.bridge.InternalAccess;
import io.claviger.internal.management.Management;
import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ContentionException;
import io.claviger.model.InvalidValueException;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.NewOrganization;
import io.claviger.model.NotFoundException;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PageQuery;
import io.claviger.model.Roles;
import io.claviger.model.RuleViolationException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.OperatorStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The view over all organizations, for those who operate the application. It judges no caller, so
 * the application must give it to nobody else. Immutable and thread-safe.
 *
 * <p>A search for keys by use looks only at usage that is written: uses of the last flush interval
 * are missing.
 *
 * <p>Each method throws {@link io.claviger.model.StoreException} if the store fails.
 */
public final class Operator {
  private static final KeyFilter USABLE = KeyFilter.all().inState(ApiKey.State.ACTIVE);

  private static final Duration SETTLING = Duration.ofMinutes(1);

  private final ApiKeys keys;
  private final Management management;
  private final Roles declared;
  private final OperatorStore reads;

  private Operator(Claviger claviger, Caller caller) {
    this.keys = claviger.actingAs(caller);
    this.management = InternalAccess.get(claviger, Management.class);
    this.declared = claviger.policy().roles();
    this.reads =
        store()
            .extensions()
            .operator()
            .orElseThrow(
                () ->
                    new UnsupportedOperationException(
                        "the store has no reads over all organizations"));
  }

  /**
   * Returns the view of this instance, with its store, clock and peppers.
   *
   * @param application the name of the caller in the events of {@link #disableCreatedBy}
   * @throws UnsupportedOperationException if the store has no reads over all organizations
   */
  public static Operator of(Claviger claviger, String application) {
    Objects.requireNonNull(claviger, "claviger");
    return new Operator(claviger, Caller.application(application));
  }

  /**
   * Returns organizations whose name contains this text, in ascending order of id. Case counts; the
   * empty text finds all. A search for a text that few names contain may read all organizations.
   *
   * @throws InvalidValueException for a text that no new name may contain, as in {@link
   *     NewOrganization#named}: a database may log it, so it must not be a private key
   */
  public OrganizationPage organizations(String text, OrganizationQuery query) {
    if (!text.isEmpty()) {
      NewOrganization unused = NewOrganization.named(text);
    }
    return reads.findOrganizations(text, query);
  }

  /** Returns all these organizations. Reads each page when the stream needs it. */
  public Stream<Organization> organizations(String text) {
    OrganizationQuery longest = OrganizationQuery.first(PageQuery.MAX_LIMIT);
    return Stream.iterate(
            Optional.of(organizations(text, longest)),
            Optional::isPresent,
            page ->
                page.filter(OrganizationPage::more)
                    .map(read -> organizations(text, longest.withAfter(last(read.items()).id()))))
        .flatMap(page -> page.orElseThrow().items().stream());
  }

  /** Returns a page of the keys of all organizations that meet the filter. */
  public KeyPage keys(KeyFilter filter, PageQuery page) {
    return reads.findKeys(filter, now(), page);
  }

  /** Returns all keys that meet the filter. Reads each page when the stream needs it. */
  public Stream<ApiKey> keys(KeyFilter filter) {
    PageQuery longest = PageQuery.first(PageQuery.MAX_LIMIT);
    return Stream.iterate(
            Optional.of(keys(filter, longest)),
            Optional::isPresent,
            page ->
                page.filter(KeyPage::more)
                    .map(last -> keys(filter, longest.withAfter(last(last.items()).id()))))
        .flatMap(page -> page.orElseThrow().items().stream());
  }

  /**
   * Calls the listener for each key that has expired since an instant, also for disabled ones. Keys
   * that expired less than a minute ago follow in the next call, since a change with such an expiry
   * may still be on its way, or be decided on a node whose clock is behind.
   *
   * <p>Remember the result after this method has returned, and pass it to the next call. If the
   * listener throws, this method throws the same exception. Then, and after a crash, call again
   * with the same instant. So the listener gets each key at least once. It gets no key that was
   * deleted or got a later expiry before the call, of which the events tell.
   *
   * @param since the result of the last call; the expiry of the first call is at or after it
   * @return the instant for the next call
   */
  public Instant forEachExpired(Instant since, Consumer<ApiKey> listener) {
    Objects.requireNonNull(listener, "listener");
    Instant end = now().minus(SETTLING);
    if (!since.isBefore(end)) {
      return since;
    }
    keys(KeyFilter.all().expiringFrom(since).expiringBefore(end)).forEach(listener);
    return end;
  }

  private static <T> T last(List<T> items) {
    return items.get(items.size() - 1);
  }

  /**
   * Returns events of all organizations, starting after this position. {@link OperatorStore#feed}
   * defines the order.
   *
   * @param after the last position that the application has handled; 0 for the first call
   * @param limit 1 to {@link PageQuery#MAX_LIMIT}
   * @throws InvalidValueException for a negative position, or a limit out of range
   */
  public List<OperatorStore.FeedEvent> feed(long after, int limit) {
    PageQuery unused = PageQuery.first(limit);
    if (after < 0) {
      throw InvalidValueException.of("feed position", after, "must be 0 or more");
    }
    return reads.feed(after, limit);
  }

  /** Counts organizations and keys. Reads all of them, so its time grows with them. */
  public OperatorStore.Totals totals() {
    return reads.totals();
  }

  /**
   * Disables every enabled key that this creator created, in each organization, one change for each
   * key. Keys that were created by these keys are not included. The usual rules apply: the last
   * owner of an organization stays enabled, and is reported. A second call tries the keys that are
   * still enabled again.
   *
   * @throws ContentionException if an organization changed too often meanwhile; keys of others may
   *     be disabled, so call again
   */
  public DisabledKeys disableCreatedBy(Actor.Kind kind, String name) {
    List<ApiKey> disabled = new ArrayList<>();
    List<DisabledKeys.StillEnabled> stillEnabled = new ArrayList<>();
    // An expired key could get a later expiry, so all enabled keys are disabled.
    keys(KeyFilter.all().createdBy(kind, name))
        .filter(ApiKey::isEnabled)
        .forEach(
            key -> {
              try {
                disabled.add(disable(key));
              } catch (NotFoundException e) {
                // Somebody else has revoked it meanwhile.
              } catch (RuleViolationException e) {
                stillEnabled.add(new DisabledKeys.StillEnabled(key, e.publicMessage()));
              }
            });
    return new DisabledKeys(disabled, stillEnabled);
  }

  private ApiKey disable(ApiKey key) {
    return keys.update(key.organization(), key.id(), ApiKeyPatch.nothing().disable());
  }

  /**
   * Reports on the usable keys of all organizations. {@link HealthReport.Problem} lists the
   * weaknesses.
   */
  public HealthReport report(HealthReport.Thresholds thresholds) {
    return check(thresholds).run(page -> keys(USABLE, page));
  }

  /** Reports on the usable keys of one organization; an unknown organization has none. */
  public HealthReport report(OrganizationId organization, HealthReport.Thresholds thresholds) {
    Objects.requireNonNull(organization, "organization");
    return check(thresholds)
        .run(page -> store().listKeys(new KeyQuery(organization, USABLE, now(), page)));
  }

  private HealthCheck check(HealthReport.Thresholds thresholds) {
    Objects.requireNonNull(thresholds, "thresholds");
    return new HealthCheck(store(), declared, thresholds, now());
  }

  /**
   * Checks that the events of an organization are as they were written, also if it was deleted. It
   * names the oldest event that was changed or whose successor is missing. It reads all events, so
   * it takes time for many.
   *
   * <p>Events are covered if they were written with a pepper. Keep old peppers ({@link
   * Peppers#alsoVerifying}) as long as you want to check their events. Old events may be deleted,
   * but the newest event of an organization must stay.
   *
   * @throws NotFoundException if there is no such organization, and no event of one
   * @throws ContentionException if the organization changed too often meanwhile
   * @throws UnsupportedOperationException if the store keeps no events
   */
  public EventVerification verifyEvents(OrganizationId organization) {
    Objects.requireNonNull(organization, "organization");
    return management
        .loop()
        .run(organization, lost -> EventCheck.attempt(management, organization));
  }

  ApiKeyStore store() {
    return management.store();
  }

  Instant now() {
    return management.context().clock().instant();
  }
}
