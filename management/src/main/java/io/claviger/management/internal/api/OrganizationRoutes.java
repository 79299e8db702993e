package io.claviger.management.internal.api;

import io.claviger.ManagementCall;
import io.claviger.access.Caller;
import io.claviger.http.ClientAddress;
import io.claviger.management.internal.json.JsonDocument;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventQuery;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import io.claviger.spi.store.RevokedTokens;
import java.util.List;
import java.util.Optional;

/**
 * Describes the caller to itself, and serves settings and events of an organization. Revoked access
 * tokens have no events, so the history of a key has them beside its events.
 */
final class OrganizationRoutes {
  private static final int MAX_EVENTS = 100;

  /** As many as a client may have revoked whose own expiry has not passed. */
  private static final int MAX_REVOKED_TOKENS = RevokedTokens.Bounds.standard().ofKey();

  private final Rights rights;

  OrganizationRoutes(Rights rights) {
    this.rights = rights;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "me", this::me),
        Route.of("GET", "organizations/*", this::get),
        Route.of("PATCH", "organizations/*", this::update)
            .withBodyFor(call -> ManagementCall.updateOrganization()),
        Route.of("GET", "organizations/*/events", call -> events(call, Optional.empty()))
            .withQuery("before", "limit"),
        Route.of(
                "GET",
                "organizations/*/keys/*/events",
                call -> events(call, Optional.of(call.key())))
            .withQuery("before", "limit"),
        Route.of(
            "GET", "organizations/*/keys/*/revoked-tokens", OrganizationRoutes::revokedTokens));
  }

  private Reply me(Call call) {
    Sender sender = call.sender();
    JsonDocument me =
        JsonDocument.empty()
            .with("caller", Documents.actor(call.caller().actor()))
            .with("organizations", organizations(call.caller()));
    return Reply.ok(
        sender.address() instanceof ClientAddress.Known known
            ? me.with("address", known.address())
                .with("addressMayBeOfProxy", sender.addressMayBeOfProxy())
            : me);
  }

  private static List<String> organizations(Caller caller) {
    if (caller instanceof Caller.Key key) {
      return List.of(key.organization().value());
    }
    return caller instanceof Caller.User user
        ? user.roles().keySet().stream().map(OrganizationId::value).sorted().toList()
        : List.of();
  }

  private Reply get(Call call) {
    Organization organization = call.keys().getOrganization(call.organization());
    return Reply.ok(Documents.organization(organization).and(rights.ofOrganization(call)));
  }

  /** Limits and names belong to the application; the whitelist is what customers decide about. */
  private Reply update(Call call) {
    if (!CrossSiteRules.header(call.request(), "If-Match").orElse("*").equals("*")) {
      throw Problem.preconditionFailed(); // An organization has no entity tag.
    }
    OrganizationPatch patch = OrganizationPatch.nothing();
    Optional<Boolean> required = call.json("whitelistRequired").flag("whitelistRequired");
    patch = required.isPresent() ? patch.requireWhitelist(required.get()) : patch;
    return Reply.ok(
        Documents.organization(call.keys().updateOrganization(call.organization(), patch))
            .and(rights.ofOrganization(call)));
  }

  private static Reply events(Call call, Optional<ApiKeyId> key) {
    int limit = call.query().number("limit", MAX_EVENTS, 50);
    Optional<EventId> before = call.query().one("before").map(EventId::new);
    // One more, to know whether another page follows.
    EventQuery asked = new EventQuery(call.organization(), key, before, limit + 1);
    List<AuditEvent> found;
    try {
      found = call.keys().events(asked);
    } catch (UnsupportedOperationException e) {
      throw Problem.noEvents();
    }
    List<AuditEvent> page = found.subList(0, Math.min(limit, found.size()));
    Optional<String> next =
        found.size() > limit ? Optional.of(page.get(limit - 1).id().value()) : Optional.empty();
    return Reply.ok(Documents.page("events", page.stream().map(Documents::event).toList(), next));
  }

  private static Reply revokedTokens(Call call) {
    List<JsonDocument> newest =
        call.keys().revokedTokens(call.organization(), call.key()).stream()
            .limit(MAX_REVOKED_TOKENS)
            .map(Documents::revokedToken)
            .toList();
    return Reply.ok(JsonDocument.empty().with("revokedTokens", newest));
  }
}
