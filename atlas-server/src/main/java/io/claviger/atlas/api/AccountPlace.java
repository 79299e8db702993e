package io.claviger.atlas.api;

import io.claviger.ApiKeys;
import io.claviger.ManagementCall;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.atlas.json.AccountDocument;
import io.claviger.atlas.json.AccountSecretDocument;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ErrorCode;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyUsage;
import io.claviger.model.NotFoundException;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.model.RuleViolationException;
import io.claviger.model.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The organization or the project in whose path service accounts are. In a project only its own
 * accounts exist, and they show their roles there only.
 *
 * @param scope the organization, or the project
 */
record AccountPlace(Call call, OrganizationId organization, Scope scope) {
  static AccountPlace ofOrganization(Call call) {
    return new AccountPlace(call, call.organization(), Scope.organization());
  }

  static AccountPlace ofProject(Call call) {
    return new AccountPlace(call, call.own(), Scope.project(call.project()));
  }

  ApiKeys keys() {
    return call.keys().ofKind(ServiceAccounts.KIND);
  }

  /** Checks whether the caller may call this at all. */
  void check(ManagementCall planned) {
    keys().check(organization, planned);
  }

  /** Returns the filter of the accounts here. Throws the error for a caller that sees none. */
  KeyFilter filter() {
    if (!(scope instanceof Scope.Project project)) {
      return KeyFilter.all();
    }
    check(ManagementCall.listKeys(project.id()));
    return KeyFilter.all().inProject(project.id());
  }

  /** Returns the account of the path. Throws the error for the client if it is not here. */
  ApiKey account() {
    ApiKeyId id = call.account();
    if (scope instanceof Scope.Organization) {
      return keys().get(organization, id);
    }
    List<ApiKey> found = keys().list(organization, filter().only(id), PageQuery.first(1)).items();
    return found.stream().findFirst().orElseThrow(() -> NotFoundException.apiKey(organization, id));
  }

  /** Returns the id of the account of the path, after the same checks in a project. */
  ApiKeyId accountId() {
    return scope instanceof Scope.Organization ? call.account() : account().id();
  }

  AccountDocument document(ApiKey account) {
    return document(account, usage(List.of(account.id())));
  }

  /**
   * Makes a change, and returns the document after it. The usage is read first, because a failure
   * after the change would suggest that nothing was changed.
   */
  AccountDocument changed(ApiKeyId account, Supplier<ApiKey> change) {
    Map<ApiKeyId, KeyUsage> usage = usage(List.of(account));
    return document(change.get(), usage);
  }

  private AccountDocument document(ApiKey account, Map<ApiKeyId, KeyUsage> usage) {
    KeyUsage own = usage.getOrDefault(account.id(), KeyUsage.none());
    return AccountDocument.of(account, scope, AccountSecretDocument.masked(account.secrets(), own));
  }

  /** Returns the document of a new account, with its secret in clear text. */
  AccountDocument clear(IssuedApiKey issued) {
    return AccountDocument.of(issued.apiKey(), scope, List.of(AccountSecretDocument.clear(issued)));
  }

  /** Returns the usage of these accounts. The owner of a project does not see it. */
  private Map<ApiKeyId, KeyUsage> usage(List<ApiKeyId> accounts) {
    try {
      return keys().getUsage(organization, accounts);
    } catch (RuleViolationException e) {
      if (e.code() == ErrorCode.NOT_ALLOWED) {
        return Map.of();
      }
      throw e;
    }
  }

  /** Returns one page of the accounts here that the caller sees, by id. */
  Answer list(Paging paging) {
    // There are no accounts that the system manages, so the flag changes nothing.
    boolean unused = call.query().flag("includeSystemManaged", false);
    List<ApiKey> accounts = KeyAnswers.all(keys(), organization, filter());
    Map<ApiKeyId, KeyUsage> usage = usage(accounts.stream().map(ApiKey::id).toList());
    return paging.of(accounts, account -> document(account, usage));
  }

  /** Returns when a new secret expires, counted from the request. */
  Instant newExpiry(AccountFields fields) {
    return fields.newExpiry(call.key().at(), ServiceAccounts.MAX_HOURS);
  }
}
