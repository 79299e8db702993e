package io.claviger.management.internal.api;

import io.claviger.ApiKeys;
import io.claviger.ManagementCall;
import io.claviger.management.internal.json.JsonObject;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rotates keys, and deletes secrets. */
final class SecretRoutes {
  private static final String[] GRACE = {"for", "until", "afterFirstUse", "untilDeleted"};

  private final KeyRoutes keys;

  SecretRoutes(KeyRoutes keys) {
    this.keys = keys;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "organizations/*/keys/*/secrets", this::rotate)
            .withBodyFor(call -> ManagementCall.rotateKey(call.key())),
        Route.of("DELETE", "organizations/*/keys/*/secrets/*", this::delete));
  }

  private Reply rotate(Call call) {
    Optional<KeyUsage> usage = KeyRoutes.usage(call);
    JsonObject json = call.json("grace", "expiresAt");
    GracePeriod grace = grace(json);
    ApiKeys rotating = EntityTag.keys(call);
    IssuedApiKey issued =
        json.text("expiresAt")
            .map(text -> Values.instant("expiresAt", text))
            .map(end -> rotating.rotate(call.organization(), call.key(), grace, end))
            .orElseGet(() -> rotating.rotate(call.organization(), call.key(), grace));
    return Reply.created(keys.issued(issued, usage)).with("ETag", EntityTag.of(issued.apiKey()));
  }

  /**
   * Reads the grace period, an object with one attribute. Without {@code grace}, older secrets end
   * at once.
   */
  private static GracePeriod grace(JsonObject json) {
    Optional<JsonObject> grace = json.object("grace", GRACE);
    if (grace.isEmpty()) {
      return GracePeriod.none();
    }
    List<GracePeriod> chosen = new ArrayList<>();
    JsonObject from = grace.get();
    from.text("for").ifPresent(text -> chosen.add(GracePeriod.of(Values.duration("for", text))));
    from.text("until")
        .ifPresent(text -> chosen.add(GracePeriod.until(Values.instant("until", text))));
    from.text("afterFirstUse")
        .ifPresent(
            text -> chosen.add(GracePeriod.afterFirstUse(Values.duration("afterFirstUse", text))));
    Optional<Boolean> untilDeleted = from.flag("untilDeleted");
    untilDeleted.ifPresent(flag -> chosen.add(GracePeriod.untilDeleted()));
    if (chosen.size() != 1 || untilDeleted.equals(Optional.of(false))) {
      throw Problem.invalid(
          "grace must have one of " + String.join(", ", GRACE) + "; untilDeleted is true.");
    }
    return chosen.get(0);
  }

  private Reply delete(Call call) {
    Optional<KeyUsage> usage = KeyRoutes.usage(call);
    return keys.changed(
        usage, EntityTag.keys(call).deleteSecret(call.organization(), call.key(), call.secret()));
  }
}
