package io.claviger.atlas.api;

import io.claviger.ManagementCall;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.json.Fields;
import io.claviger.atlas.json.IssuedSecret;
import io.claviger.atlas.json.KeyDetails;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.GracePeriod;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyUsage;
import java.util.List;
import java.util.Map;

/** Serves keys with their state and secrets, which Atlas does not show. */
final class KeyDetailRoutes {
  private final Links links;

  KeyDetailRoutes(Links links) {
    this.links = links;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "orgs/*/apiKeys", this::list),
        Route.of("GET", "orgs/*/apiKeys/*", this::get),
        Route.of("PATCH", "orgs/*/apiKeys/*", this::update),
        Route.of("POST", "orgs/*/apiKeys/*/secrets", this::rotate),
        Route.of("DELETE", "orgs/*/apiKeys/*/secrets/*", this::deleteSecret));
  }

  private Answer list(Call call) {
    Paging paging = new Paging(links, call);
    List<ApiKey> keys = KeyAnswers.all(call.keys(), call.organization(), KeyFilter.all());
    Map<ApiKeyId, KeyUsage> usage =
        call.keys()
            .getUsage(call.organization(), paging.part(keys).stream().map(ApiKey::id).toList());
    return paging.of(
        keys,
        key -> KeyDetails.of(key, usage.getOrDefault(key.id(), KeyUsage.none()), call.key().at()));
  }

  private Answer get(Call call) {
    ApiKey key = call.keys().get(call.organization(), call.apiKey());
    return new Answer.Entity(KeyDetails.of(key, usage(call), call.key().at()));
  }

  private Answer update(Call call) {
    KeyUsage usage = usage(call);
    call.keys().check(call.organization(), ManagementCall.updateKey(call.apiKey()));
    boolean enabled =
        Fields.of(call.body(), KeyDetails.class, "enabled")
            .flag("enabled")
            .orElseThrow(() -> new ApiError("MISSING_ATTRIBUTE", "enabled"));
    ApiKeyPatch patch = ApiKeyPatch.nothing();
    ApiKey key =
        call.keys()
            .update(call.organization(), call.apiKey(), enabled ? patch.enable() : patch.disable());
    return new Answer.Entity(KeyDetails.of(key, usage, call.key().at()));
  }

  private Answer rotate(Call call) {
    KeyUsage usage = usage(call);
    call.keys().check(call.organization(), ManagementCall.rotateKey(call.apiKey()));
    IssuedApiKey issued = rotate(call, GracePeriodText.of(call.body()));
    return new Answer.Entity(
        new IssuedSecret(
            issued.secretId().value(),
            issued.privateKey().reveal(),
            KeyDetails.of(issued.apiKey(), usage, call.key().at())));
  }

  /**
   * Rotates the key. Only the rotation can check whether the end of the grace period is in the
   * future.
   */
  private static IssuedApiKey rotate(Call call, GracePeriod gracePeriod) {
    try {
      return call.keys().rotate(call.organization(), call.apiKey(), gracePeriod);
    } catch (InvalidValueException e) {
      throw GracePeriodText.refused(e);
    }
  }

  private Answer deleteSecret(Call call) {
    KeyUsage usage = usage(call);
    ApiKey key = call.keys().deleteSecret(call.organization(), call.apiKey(), call.secretId());
    return new Answer.Entity(KeyDetails.of(key, usage, call.key().at()));
  }

  /**
   * Reads the usage before a change: a key that changed itself may not be allowed to ask
   * afterwards.
   */
  private static KeyUsage usage(Call call) {
    return call.keys().getUsage(call.organization(), call.apiKey());
  }
}
