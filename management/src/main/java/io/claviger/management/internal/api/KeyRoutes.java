package io.claviger.management.internal.api;

import io.claviger.ApiKeys;
import io.claviger.management.internal.json.JsonDocument;
import io.claviger.management.internal.json.JsonObject;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyPage;
import io.claviger.model.KeyUsage;
import io.claviger.model.Labels;
import io.claviger.model.NewApiKey;
import io.claviger.model.PageQuery;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Lists, creates, changes and revokes keys. */
final class KeyRoutes {
  private final InstantSource clock;

  KeyRoutes(InstantSource clock) {
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "organizations/*/keys", this::list),
        Route.of("POST", "organizations/*/keys", this::create),
        Route.of("GET", "organizations/*/keys/*", this::get),
        Route.of("PATCH", "organizations/*/keys/*", this::update),
        Route.of("DELETE", "organizations/*/keys/*", this::revoke),
        Route.of("PUT", "organizations/*/keys/*/projects/*", this::replaceProjectRoles));
  }

  private Reply list(Call call) {
    Query query = call.query().only(KeyFilters.PARAMETERS);
    Optional<ApiKeyId> after = query.one("after").map(ApiKeyId::new);
    int limit = query.number("limit", PageQuery.MAX_LIMIT, 50);
    KeyPage page =
        call.keys().list(call.organization(), KeyFilters.of(query), new PageQuery(after, limit));
    List<ApiKeyId> ids = page.items().stream().map(ApiKey::id).toList();
    Map<ApiKeyId, KeyUsage> usage = call.keys().getUsage(call.organization(), ids);
    List<JsonDocument> keys =
        page.items().stream()
            .map(key -> document(key, usage.getOrDefault(key.id(), KeyUsage.none())))
            .toList();
    Optional<String> next =
        page.more() ? Optional.of(ids.get(ids.size() - 1).value()) : Optional.empty();
    return Reply.ok(Documents.page("keys", keys, next));
  }

  private Reply create(Call call) {
    JsonObject json = call.json("description", "labels", "roles", "whitelist", "expiresAt");
    NewApiKey request =
        new NewApiKey(
            json.requiredText("description"),
            Labels.of(json.map("labels").orElse(Map.of())),
            roles(json),
            new TreeSet<>(Texts.blocks(json, "whitelist")),
            json.text("expiresAt").map(text -> Texts.instant("expiresAt", text)));
    IssuedApiKey issued = call.keys().create(call.organization(), request);
    return Reply.created(issued(issued, KeyUsage.none()))
        .with("Location", location(call, issued.apiKey().id()))
        .with("ETag", EntityTag.of(issued.apiKey()));
  }

  private static SortedSet<RoleAssignment> roles(JsonObject json) {
    SortedSet<RoleAssignment> roles = new TreeSet<>();
    json.objects("roles", "role", "project")
        .orElse(List.of())
        .forEach(each -> roles.add(Texts.role(each)));
    return roles;
  }

  private static String location(Call call, ApiKeyId key) {
    return call.base() + "/organizations/" + call.organization().value() + "/keys/" + key.value();
  }

  private Reply get(Call call) {
    ApiKey key = call.keys().get(call.organization(), call.key());
    KeyUsage usage = call.keys().getUsage(call.organization(), call.key());
    return Reply.ok(document(key, usage).with("may", Rights.onKey(call)))
        .with("ETag", EntityTag.of(key));
  }

  private Reply update(Call call) {
    KeyUsage usage = usage(call);
    ApiKeyPatch patch = patch(call.json("description", "labels", "roles", "enabled", "expiresAt"));
    return changed(usage, EntityTag.change(call, keys -> update(keys, call, patch)));
  }

  private static ApiKey update(ApiKeys keys, Call call, ApiKeyPatch patch) {
    return keys.update(call.organization(), call.key(), patch);
  }

  private static ApiKeyPatch patch(JsonObject json) {
    ApiKeyPatch patch = ApiKeyPatch.nothing();
    Optional<String> description = json.text("description");
    patch = description.isPresent() ? patch.describe(description.get()) : patch;
    Optional<Labels> labels = json.map("labels").map(Labels::of);
    patch = labels.isPresent() ? patch.label(labels.get()) : patch;
    Optional<List<String>> roles = json.texts("roles");
    patch =
        roles.isPresent()
            ? patch.replaceOrganizationRoles(
                roles.get().stream().map(Role::new).toArray(Role[]::new))
            : patch;
    Optional<Boolean> enabled = json.flag("enabled");
    patch = enabled.isEmpty() ? patch : enabled.get() ? patch.enable() : patch.disable();
    Optional<String> expiresAt = json.text("expiresAt");
    patch = json.isNull("expiresAt") ? patch.neverExpire() : patch;
    return expiresAt.isPresent()
        ? patch.expireAt(Texts.instant("expiresAt", expiresAt.get()))
        : patch;
  }

  private Reply revoke(Call call) {
    return EntityTag.change(
        call,
        keys -> {
          keys.revoke(call.organization(), call.key());
          return Reply.noContent();
        });
  }

  private Reply replaceProjectRoles(Call call) {
    KeyUsage usage = usage(call);
    List<Role> roles = Texts.roles(call.json("roles"));
    return changed(
        usage,
        EntityTag.change(
            call,
            keys ->
                keys.replaceProjectRoles(call.organization(), call.key(), call.project(), roles)));
  }

  /**
   * Reads the usage before a change: a key that changed itself may not be allowed to ask
   * afterwards.
   */
  static KeyUsage usage(Call call) {
    return call.keys().getUsage(call.organization(), call.key());
  }

  Reply changed(KeyUsage usage, ApiKey key) {
    return Reply.ok(document(key, usage)).with("ETag", EntityTag.of(key));
  }

  /** Returns a new secret with its key. No other document has a private key. */
  JsonDocument issued(IssuedApiKey issued, KeyUsage usage) {
    return JsonDocument.empty()
        .with("key", document(issued.apiKey(), usage))
        .with("secretId", issued.secretId().value())
        .with("privateKey", issued.privateKey().reveal());
  }

  private JsonDocument document(ApiKey key, KeyUsage usage) {
    return Documents.key(key, usage, clock.instant());
  }
}
