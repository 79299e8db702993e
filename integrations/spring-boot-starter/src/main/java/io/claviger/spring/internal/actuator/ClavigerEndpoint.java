package io.claviger.spring.internal.actuator;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventQuery;
import io.claviger.model.InvalidValueException;
import io.claviger.model.KeyPage;
import io.claviger.model.NotFoundException;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PageQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.lang.Nullable;

/**
 * Lists organizations, the keys of one, and its events, for operators. It returns no secrets, but
 * data of all customers, so it is off by default: set {@code
 * management.endpoint.claviger.access=read-only}, and expose it. Require a role of operators for it
 * in the {@code SecurityFilterChain}: {@code authenticated()} also admits the keys of customers.
 *
 * <ul>
 *   <li>{@code /actuator/claviger?after=ID&limit=100} lists organizations.
 *   <li>{@code /actuator/claviger/ORGANIZATION/keys?after=ID&limit=100} lists its keys.
 *   <li>{@code /actuator/claviger/ORGANIZATION/events?after=ID&limit=100} lists its events, the
 *       newest first.
 * </ul>
 *
 * <p>While {@code more} is true, the next page comes after the id of the last item.
 */
@Endpoint(id = "claviger", defaultAccess = Access.NONE)
public final class ClavigerEndpoint {
  private static final int PAGE = 100;

  private final ApiKeys keys;

  public ClavigerEndpoint(Claviger claviger) {
    this.keys = claviger.actingAs(Caller.application("actuator"));
  }

  /** A page of a list. */
  record Page<T>(List<T> items, boolean more) {}

  /** An organization. */
  record OrganizationItem(String id, String name, Instant createdAt, int keys) {}

  /** A key without its secrets. */
  record KeyItem(
      String id,
      String publicKey,
      String description,
      String state,
      List<String> roles,
      List<String> whitelist,
      Instant createdAt,
      String createdBy,
      @Nullable Instant expiresAt) {}

  /** An event. */
  record EventItem(
      String id,
      String type,
      Instant at,
      String by,
      @Nullable String key,
      Map<String, String> details) {}

  @ReadOperation
  @Nullable
  Page<?> organizations(@Nullable String after, @Nullable Integer limit) {
    return answer(() -> organizations(Optional.ofNullable(after), limit(limit)));
  }

  /** Returns null, which is answered with 404, for another list or an unknown organization. */
  @ReadOperation
  @Nullable
  Page<?> ofOrganization(
      @Selector String organization,
      @Selector String list,
      @Nullable String after,
      @Nullable Integer limit) {
    Optional<String> last = Optional.ofNullable(after);
    return switch (list) {
      case "keys" -> answer(() -> keys(new OrganizationId(organization), last, limit(limit)));
      case "events" -> answer(() -> events(new OrganizationId(organization), last, limit(limit)));
      default -> null;
    };
  }

  private static @Nullable Page<?> answer(Supplier<Page<?>> page) {
    try {
      return page.get();
    } catch (NotFoundException e) {
      return null;
    } catch (InvalidValueException e) {
      // Is answered with 400.
      throw new InvalidEndpointRequestException(e.getMessage(), e.publicMessage());
    }
  }

  /** Lets a page of keys refuse a limit that is out of range. */
  private static int limit(@Nullable Integer asked) {
    return asked == null ? PAGE : PageQuery.first(asked).limit();
  }

  private Page<OrganizationItem> organizations(Optional<String> after, int limit) {
    OrganizationPage page =
        keys.listOrganizations(
            OrganizationQuery.first(limit).withAfter(after.map(OrganizationId::new)));
    return new Page<>(page.items().stream().map(ClavigerEndpoint::item).toList(), page.more());
  }

  private Page<KeyItem> keys(OrganizationId id, Optional<String> after, int limit) {
    KeyPage page = keys.list(id, PageQuery.first(limit).withAfter(after.map(ApiKeyId::new)));
    Instant now = Instant.now();
    return new Page<>(page.items().stream().map(key -> item(key, now)).toList(), page.more());
  }

  /** Asks for one event more, to see whether any follows. */
  private Page<EventItem> events(OrganizationId id, Optional<String> after, int limit) {
    Optional<EventId> before = after.map(EventId::new);
    List<AuditEvent> found = keys.events(new EventQuery(id, Optional.empty(), before, limit + 1));
    return new Page<>(
        found.stream().limit(limit).map(ClavigerEndpoint::item).toList(), found.size() > limit);
  }

  private static OrganizationItem item(Organization organization) {
    return new OrganizationItem(
        organization.id().value(),
        organization.name(),
        organization.created().at(),
        organization.counters().apiKeys());
  }

  private static KeyItem item(ApiKey key, Instant now) {
    return new KeyItem(
        key.id().value(),
        key.publicKey().value(),
        key.description(),
        key.state(now).name(),
        key.roles().stream().map(Object::toString).toList(),
        key.whitelist().entries().stream().map(entry -> entry.block().toString()).toList(),
        key.createdAt(),
        key.createdBy().toString(),
        key.expiresAt().orElse(null));
  }

  private static EventItem item(AuditEvent event) {
    return new EventItem(
        event.id().value(),
        event.type().name(),
        event.stamp().at(),
        event.stamp().by().toString(),
        event.subject().apiKey().map(ApiKeyId::value).orElse(null),
        event.details());
  }
}
