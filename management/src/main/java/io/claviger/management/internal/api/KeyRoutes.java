package io.claviger.management.internal.api;

import io.claviger.ManagementCall;
import io.claviger.management.internal.json.JsonDocument;
import io.claviger.management.internal.json.JsonObject;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ErrorCode;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyPage;
import io.claviger.model.KeyUsage;
import io.claviger.model.Labels;
import io.claviger.model.NewApiKey;
import io.claviger.model.PageQuery;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RuleViolationException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Lists, creates, changes and revokes keys. */
final class KeyRoutes {
  /** A page of keys with the longest labels has a size that a process can hold. */
  private static final int MAX_KEYS = 100;

  private final InstantSource clock;

  KeyRoutes(InstantSource clock) {
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "organizations/*/keys", this::list).withQuery(KeyFilters.PARAMETERS),
        Route.of("POST", "organizations/*/keys", this::create).withBody(),
        Route.of("GET", "organizations/*/keys/*", this::get),
        Route.of("PATCH", "organizations/*/keys/*", this::update)
            .withBodyFor(call -> ManagementCall.updateKey(call.key())),
        Route.of("DELETE", "organizations/*/keys/*", this::revoke),
        Route.of("PUT", "organizations/*/keys/*/projects/*", this::replaceProjectRoles).withBody());
  }

  private Reply list(Call call) {
    Query query = call.query();
    Optional<ApiKeyId> after = query.one("after").map(ApiKeyId::new);
    int limit = query.number("limit", MAX_KEYS, 50);
    KeyPage page =
        call.keys()
            .list(
                call.organization(), KeyFilters.of(query), PageQuery.first(limit).withAfter(after));
    List<ApiKeyId> ids = page.items().stream().map(ApiKey::id).toList();
    Optional<Map<ApiKeyId, KeyUsage>> usage =
        ifAllowed(() -> call.keys().getUsage(call.organization(), ids));
    List<JsonDocument> keys =
        page.items().stream()
            .map(
                key -> document(key, usage.map(all -> all.getOrDefault(key.id(), KeyUsage.none()))))
            .toList();
    Optional<String> next =
        page.more() ? Optional.of(ids.get(ids.size() - 1).value()) : Optional.empty();
    return Reply.ok(Documents.page("keys", keys, next));
  }

  private Reply create(Call call) {
    JsonObject json = call.json("description", "labels", "roles", "whitelist", "expiresAt");
    NewApiKey request =
        NewApiKey.of(json.requiredText("description"), roles(json))
            .withLabels(Labels.of(json.map("labels").orElse(Map.of())))
            .withWhitelist(new TreeSet<>(Values.blocks(json, "whitelist")))
            .withExpiry(json.text("expiresAt").map(text -> Values.instant("expiresAt", text)));
    IssuedApiKey issued = call.keys().create(call.organization(), request);
    return Reply.created(issued(issued, Optional.of(KeyUsage.none())))
        .with("Location", location(call, issued.apiKey().id()))
        .with("ETag", EntityTag.of(issued.apiKey()));
  }

  private static SortedSet<RoleAssignment> roles(JsonObject json) {
    SortedSet<RoleAssignment> roles = new TreeSet<>();
    json.objects("roles", "role", "project")
        .orElse(List.of())
        .forEach(each -> roles.add(Values.role(each)));
    return roles;
  }

  private static String location(Call call, ApiKeyId key) {
    return call.base() + "/organizations/" + call.organization().value() + "/keys/" + key.value();
  }

  private Reply get(Call call) {
    ApiKey key = call.keys().get(call.organization(), call.key());
    return Reply.ok(document(key, usage(call)).with("may", Rights.ofKey(call)))
        .with("ETag", EntityTag.of(key));
  }

  private Reply update(Call call) {
    Optional<KeyUsage> usage = usage(call);
    ApiKeyPatch patch = patch(call.json("description", "labels", "roles", "enabled", "expiresAt"));
    return changed(usage, EntityTag.keys(call).update(call.organization(), call.key(), patch));
  }

  private static ApiKeyPatch patch(JsonObject json) {
    ApiKeyPatch patch = ApiKeyPatch.nothing();
    patch = json.text("description").map(patch::describe).orElse(patch);
    patch = json.map("labels").map(Labels::of).map(patch::label).orElse(patch);
    patch =
        json.texts("roles")
            .map(KeyRoutes::roles)
            .map(patch::replaceOrganizationRoles)
            .orElse(patch);
    Optional<Boolean> enabled = json.flag("enabled");
    if (enabled.isPresent()) {
      patch = enabled.get() ? patch.enable() : patch.disable();
    }
    if (json.isNull("expiresAt")) {
      return patch.neverExpire();
    }
    return json.text("expiresAt")
        .map(text -> Values.instant("expiresAt", text))
        .map(patch::expireAt)
        .orElse(patch);
  }

  private static Role[] roles(List<String> names) {
    return names.stream().map(Role::new).toArray(Role[]::new);
  }

  private Reply revoke(Call call) {
    EntityTag.keys(call).revoke(call.organization(), call.key());
    return Reply.noContent();
  }

  private Reply replaceProjectRoles(Call call) {
    Optional<KeyUsage> usage = usage(call);
    List<Role> roles = Values.roles(call.json("roles"));
    return changed(
        usage,
        EntityTag.keys(call)
            .replaceProjectRoles(call.organization(), call.key(), call.project(), roles));
  }

  /**
   * Reads the usage before a change, since a key that changed itself may not be allowed to ask
   * afterwards. Empty for an owner of a project, who sees the key and not its use.
   */
  static Optional<KeyUsage> usage(Call call) {
    return ifAllowed(() -> call.keys().getUsage(call.organization(), call.key()));
  }

  private static <T> Optional<T> ifAllowed(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (RuleViolationException e) {
      if (e.code().equals(ErrorCode.NOT_ALLOWED)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A caller who may not read the whitelist gets no tag, since the tag would confirm a guess. */
  Reply changed(Optional<KeyUsage> usage, ApiKey key) {
    Reply reply = Reply.ok(document(key, usage));
    return usage.isPresent() ? reply.with("ETag", EntityTag.of(key)) : reply;
  }

  /** Returns a new secret with its key. No other document has a private key. */
  JsonDocument issued(IssuedApiKey issued, Optional<KeyUsage> usage) {
    return JsonDocument.empty()
        .with("key", document(issued.apiKey(), usage))
        .with("secretId", issued.secretId().value())
        .with("privateKey", issued.privateKey().reveal());
  }

  private JsonDocument document(ApiKey key, Optional<KeyUsage> usage) {
    return Documents.key(key, usage, clock.instant());
  }
}
