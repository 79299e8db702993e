package io.claviger.atlas.api;

import io.claviger.ManagementCall;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.errors.Era;
import io.claviger.atlas.json.AccountEntryDocument;
import io.claviger.atlas.json.AccountSecretDocument;
import io.claviger.atlas.json.Fields;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.InvalidValueException;
import io.claviger.model.KeyUsage;
import io.claviger.model.SecretId;
import io.claviger.model.Usage;
import io.claviger.model.Whitelist;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Serves the secrets and the access lists of service accounts (section C.3 of the reference), below
 * an organization and below a project.
 */
final class AccountParts {
  private final Links links;

  AccountParts(Links links) {
    this.links = links;
  }

  List<Route> routes() {
    return Stream.concat(
            routes("orgs", AccountPlace::ofOrganization), routes("groups", AccountPlace::ofProject))
        .toList();
  }

  private Stream<Route> routes(String places, Function<Call, AccountPlace> place) {
    String account = places + "/*/serviceAccounts/*";
    String secrets = account + "/secrets";
    String entries = account + "/accessList";
    return Stream.of(
        route("POST", secrets, call -> createSecret(call, place.apply(call))),
        route("DELETE", secrets + "/*", call -> deleteSecret(call, place.apply(call))),
        route("GET", entries, call -> list(call, place.apply(call))),
        route("POST", entries, call -> add(call, place.apply(call))),
        route("DELETE", entries + "/*", call -> remove(call, place.apply(call))));
  }

  private static Route route(String method, String path, Handler handler) {
    return Route.of(method, path, Era.SERVICE_ACCOUNT, handler);
  }

  private Answer createSecret(Call call, AccountPlace place) {
    ApiKeyId id = place.accountId();
    place.check(ManagementCall.rotateKey(id));
    Instant expiry = place.newExpiry(AccountFields.ofSecret(call));
    return Answer.created(
        AccountSecretDocument.clear(
            place.keys().rotate(place.organization(), id, ServiceAccounts.GRACE, expiry)));
  }

  private Answer deleteSecret(Call call, AccountPlace place) {
    ApiKeyId id = place.accountId();
    place.keys().deleteSecret(place.organization(), id, secret(call, id));
    return new Answer.Done(204);
  }

  /** A malformed id of a secret is that of no secret. */
  private static SecretId secret(Call call, ApiKeyId account) {
    String text = call.parameters().get(2);
    try {
      return new SecretId(text);
    } catch (InvalidValueException e) {
      throw new ApiError("API_KEY_SECRET_NOT_FOUND", text, account.value());
    }
  }

  private Answer list(Call call, AccountPlace place) {
    Paging paging = new Paging(links, call);
    ApiKeyId id = place.accountId();
    return answer(paging, place.keys().getWhitelist(place.organization(), id), usage(place, id));
  }

  private Answer add(Call call, AccountPlace place) {
    Paging paging = new Paging(links, call);
    ApiKeyId id = place.accountId();
    place.check(ManagementCall.changeWhitelist(id));
    List<CidrBlock> blocks =
        Fields.each(call.body(), AccountEntryDocument.class, "ipAddress", "cidrBlock").stream()
            .map(Whitelists::block)
            .toList();
    // The usage is read first, because a failure after the change would suggest that nothing was
    // changed.
    KeyUsage usage = usage(place, id);
    return answer(paging, place.keys().addToWhitelist(place.organization(), id, blocks), usage);
  }

  private Answer remove(Call call, AccountPlace place) {
    place.keys().removeFromWhitelist(place.organization(), place.accountId(), call.block());
    return new Answer.Done(204);
  }

  private static KeyUsage usage(AccountPlace place, ApiKeyId id) {
    return place.keys().getUsage(place.organization(), id);
  }

  private static Answer answer(Paging paging, Whitelist whitelist, KeyUsage usage) {
    return paging.of(
        whitelist.entries(),
        entry ->
            AccountEntryDocument.of(
                entry, usage.entries().getOrDefault(entry.block(), Usage.none())));
  }
}
