package io.claviger.operations;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.NotFoundException;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PageQuery;
import io.claviger.model.RuleViolationException;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.OperatorStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

  private final ApiKeyStore store;
  private final OperatorStore reads;
  private final Claviger claviger;
  private final Caller.Application caller;
  private final InstantSource clock;

  /**
   * Creates the view.
   *
   * @param caller the name under which events store the changes of {@link #disableCreatedBy}
   * @param store the store of this instance of Claviger
   * @param clock decides the state of keys
   * @throws UnsupportedOperationException if the store has no reads over all organizations
   */
  public Operator(
      Claviger claviger, Caller.Application caller, ApiKeyStore store, InstantSource clock) {
    this.claviger = Objects.requireNonNull(claviger, "claviger");
    this.caller = Objects.requireNonNull(caller, "caller");
    this.store = Objects.requireNonNull(store, "store");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.reads =
        store
            .operatorStore()
            .orElseThrow(
                () ->
                    new UnsupportedOperationException(
                        "the store has no reads over all organizations"));
  }

  /**
   * Returns organizations whose name contains this text, in ascending order of id. Case counts; the
   * empty text finds all.
   */
  public OrganizationPage organizations(String text, OrganizationQuery query) {
    return reads.findOrganizations(text, query);
  }

  /** Returns a page of the keys of all organizations that meet the filter. */
  public KeyPage keys(KeyFilter filter, PageQuery page) {
    return reads.findKeys(filter, clock.instant(), page);
  }

  /** Returns all keys that meet the filter. Reads each page when the stream needs it. */
  public Stream<ApiKey> keys(KeyFilter filter) {
    PageQuery longest = PageQuery.first(PageQuery.MAX_LIMIT);
    return Stream.iterate(
            Optional.of(keys(filter, longest)),
            Optional::isPresent,
            page ->
                page.filter(KeyPage::more)
                    .map(last -> keys(filter, longest.after(last(last.items()).id()))))
        .flatMap(page -> page.orElseThrow().items().stream());
  }

  private static ApiKey last(List<ApiKey> keys) {
    return keys.get(keys.size() - 1);
  }

  /**
   * Returns events of all organizations, starting after this position. {@link OperatorStore#feed}
   * defines the order.
   *
   * @param after the last position that the application has handled; 0 for the first call
   */
  public List<OperatorStore.FeedEvent> feed(long after, int limit) {
    return reads.feed(after, limit);
  }

  /** Counts organizations and keys. */
  public OperatorStore.Counts counts() {
    return reads.counts();
  }

  /**
   * Disables every enabled key that this caller created, in each organization, one change for each
   * key. The usual rules apply: the last owner of an organization stays enabled, and is reported. A
   * second call tries the refused keys again.
   */
  public DisabledKeys disableCreatedBy(Actor.Kind kind, String name) {
    List<ApiKey> disabled = new ArrayList<>();
    List<DisabledKeys.Refused> refused = new ArrayList<>();
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
                refused.add(new DisabledKeys.Refused(key, e.publicMessage()));
              }
            });
    return new DisabledKeys(disabled, refused);
  }

  private ApiKey disable(ApiKey key) {
    return claviger
        .actingAs(caller)
        .update(key.organization(), key.id(), ApiKeyPatch.nothing().disable());
  }

  /**
   * Reports on the usable keys of all organizations. {@link HealthReport.Problem} lists the
   * weaknesses.
   */
  public HealthReport report(HealthReport.Limits limits) {
    return check(limits).run(page -> keys(USABLE, page));
  }

  /** Reports on the usable keys of one organization; an unknown organization has none. */
  public HealthReport report(OrganizationId organization, HealthReport.Limits limits) {
    Objects.requireNonNull(organization, "organization");
    return check(limits)
        .run(page -> store.listKeys(new KeyQuery(organization, USABLE, clock.instant(), page)));
  }

  private HealthCheck check(HealthReport.Limits limits) {
    return new HealthCheck(store, Objects.requireNonNull(limits, "limits"), clock.instant());
  }
}
