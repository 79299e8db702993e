package io.claviger;

import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.internal.management.CallerRights;
import io.claviger.internal.management.ChangeLoop;
import io.claviger.internal.management.DecisionInput;
import io.claviger.internal.management.KeyView;
import io.claviger.internal.management.LeakedToken;
import io.claviger.internal.management.Management;
import io.claviger.internal.management.Proposal;
import io.claviger.internal.management.Rules;
import io.claviger.internal.management.Target;
import io.claviger.internal.text.Arguments;
import io.claviger.model.AccessToken;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.AuditEvent;
import io.claviger.model.CidrBlock;
import io.claviger.model.ContentionException;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.DeletedExpired;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventQuery;
import io.claviger.model.GracePeriod;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyKind;
import io.claviger.model.KeyPage;
import io.claviger.model.KeyUsage;
import io.claviger.model.Limits;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.NotFoundException;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.PageQuery;
import io.claviger.model.PrivateKey;
import io.claviger.model.ProjectId;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.RevokedToken;
import io.claviger.model.Role;
import io.claviger.model.RuleViolationException;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.model.StaleRevisionException;
import io.claviger.model.StoreException;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.Proof;
import io.claviger.spi.store.AuditLog;
import io.claviger.spi.store.KeyLookup;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Manages organizations, keys and whitelists on behalf of one caller. {@link Claviger#actingAs}
 * returns it; it is immutable and thread-safe. {@link ClavigerTransaction#actingAs} returns one for
 * the thread of a transaction, and throws {@link IllegalStateException} after its end.
 *
 * <p>{@code docs/permissions.md} lists who may do what. In short: the application and owners of the
 * organization may do everything; any other key may read, narrow and revoke itself; an owner of a
 * project manages the roles of keys on that project. An owner grants every role, an owner of a
 * project every role on that project, and nobody else grants a role.
 *
 * <p>Each call judges its caller by the stored state of that moment. A key is refused if it was
 * demoted, disabled, revoked or excluded by its whitelist since it authenticated. A change is
 * atomic, and is based on the state for which it was decided.
 *
 * <p>Each method throws:
 *
 * <ul>
 *   <li>{@link InvalidValueException} for a bad value;
 *   <li>{@link NotFoundException} if something does not exist;
 *   <li>{@link RuleViolationException} if a rule forbids the call; its {@link ErrorCode} says
 *       which;
 *   <li>{@link StoreException} if the store fails;
 *   <li>{@link ContentionException} if other changes overtook the call until its deadline;
 *   <li>{@link StaleRevisionException} only after {@link #atRevision};
 *   <li>{@link OutcomeUnknownException}, changes only, if the store cannot say whether the change
 *       was made.
 * </ul>
 *
 * <p>After all exceptions but the last, nothing has changed. {@link #deleteExpired} makes several
 * changes; those before the failing one stay made.
 */
public final class ApiKeys {
  private final Caller caller;
  private final Rules rules;
  private final Supplier<Management> current;
  private final Requirements required;

  /** The conditions under which a call succeeds, on the organization and on its keys. */
  private record Requirements(
      Optional<Revision> revision, Optional<Predicate<ApiKey>> condition, Optional<KeyKind> kind) {}

  /** Creates one that asks in each call for the management whose store the call uses. */
  ApiKeys(Caller caller, Rules rules, Supplier<Management> current) {
    this(
        caller,
        rules,
        current,
        new Requirements(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private ApiKeys(Caller caller, Rules rules, Supplier<Management> current, Requirements required) {
    this.caller = caller;
    this.rules = rules;
    this.current = current;
    this.required = required;
  }

  private Management parts() {
    return current.get();
  }

  private ChangeLoop loop() {
    return parts().loop();
  }

  /**
   * Returns a copy whose calls require this revision: each throws {@link StaleRevisionException} if
   * the organization has changed since. Use it if somebody decided on data that was shown earlier.
   * The revision moves with each change of the organization or of any of its keys. Read it from an
   * {@link Organization} before you read the data. {@link #createOrganization}, {@link
   * #listOrganizations}, and {@link #events} called by the application, ignore it.
   */
  public ApiKeys atRevision(Revision revision) {
    Objects.requireNonNull(revision, "revision");
    return requiring(
        new Requirements(Optional.of(revision), required.condition(), required.kind()));
  }

  /**
   * Returns a copy whose changes of a key require that the key fulfils a condition: each throws
   * {@link RuleViolationException} with {@link ErrorCode#KEY_CHANGED} otherwise. Use it if somebody
   * decided on a key that was shown earlier. Changes of other keys do not matter, unlike for {@link
   * #atRevision}.
   *
   * <p>The condition is asked with the key on which the change is decided, once for each try. It
   * must not block, and must not call this library. A caller that may not {@link #get} the key is
   * refused for that. Calls that change no single key ignore it.
   */
  public ApiKeys onlyIf(Predicate<ApiKey> newCondition) {
    Objects.requireNonNull(newCondition, "condition");
    return requiring(
        new Requirements(required.revision(), Optional.of(newCondition), required.kind()));
  }

  /**
   * Returns a copy for which only keys of this kind exist: a call about another key throws {@link
   * NotFoundException}, as for a key that does not exist, and lists leave other keys out. The
   * caller may be a key of any kind. {@link #create}, {@link #events} and {@link #deleteExpired}
   * ignore it.
   */
  public ApiKeys ofKind(KeyKind kind) {
    Objects.requireNonNull(kind, "kind");
    return requiring(
        new Requirements(required.revision(), required.condition(), Optional.of(kind)));
  }

  private ApiKeys requiring(Requirements newRequired) {
    return new ApiKeys(caller, rules, current, newRequired);
  }

  /**
   * Checks whether the caller may do this at all, before its details are known: for a server that
   * judges the sender of a request before it reads the body. Changes nothing.
   *
   * <p>If the call would be refused whatever its arguments are, throws the same exception. One
   * check is left to the call: whether there is room for one more key, entry or secret. The call
   * judges its caller again.
   */
  public void check(OrganizationId organization, ManagementCall call) {
    Objects.requireNonNull(call, "call");
    loop()
        .read(
            caller,
            requiring(call.target(organization)),
            now -> {
              call.check(rules, now);
              return true;
            });
  }

  /**
   * Creates an organization with its first owner key, or {@linkplain NewOrganization#withoutKey
   * without a key}. The application and all users may; keys may not.
   *
   * @throws RuleViolationException {@code ORGANIZATION_ID_USED} if the id was ever used before;
   *     {@code OWNER_REQUIRED} if there would be no key, and there is no other owner
   */
  public CreatedOrganization createOrganization(NewOrganization request) {
    return parts().creation().create(caller, Objects.requireNonNull(request, "request"));
  }

  /** Returns the organization to everybody who has a role in it. */
  public Organization getOrganization(OrganizationId organization) {
    return loop().read(caller, target(organization), rules.organizations()::get);
  }

  /**
   * Returns a page of all organizations, in ascending order of id. Only the application may. An
   * organization that is created meanwhile may sort into a page that was read already. Ignores
   * {@link #atRevision}.
   *
   * @throws RuleViolationException {@link ErrorCode#NOT_ALLOWED} for any other caller
   */
  public OrganizationPage listOrganizations(OrganizationQuery query) {
    Objects.requireNonNull(query, "query");
    CallerRights.requireApplication(caller, "lists organizations");
    return parts().store().listOrganizations(query);
  }

  /** Changes name and settings. Only the application may change {@link Limits}. */
  public Organization updateOrganization(OrganizationId organization, OrganizationPatch patch) {
    Objects.requireNonNull(patch, "patch");
    return loop()
        .change(caller, target(organization), now -> rules.organizations().update(now, patch));
  }

  /** Deletes the organization with all its keys. Its id stays used, and its events stay. */
  public void deleteOrganization(OrganizationId organization) {
    loop().change(caller, target(organization), rules.organizations()::delete);
  }

  /**
   * Moves the organization to a new revision without any other change, so that concurrent changes
   * decide again. Only the application may. Call it after you removed a project, or an owner that
   * is not a key.
   */
  public Organization bumpRevision(OrganizationId organization) {
    return loop().change(caller, target(organization), rules.organizations()::bumpRevision);
  }

  /** Creates a key. Only this answer contains its private key. */
  public IssuedApiKey create(OrganizationId organization, NewApiKey request) {
    Objects.requireNonNull(request, "request");
    return loop()
        .change(caller, target(organization), now -> rules.keyCreation().create(now, request));
  }

  /**
   * Returns a key. A caller that may not read other keys gets the same refusal whether or not the
   * key exists.
   */
  public ApiKey get(OrganizationId organization, ApiKeyId key) {
    return read(organization, key, now -> rules.keys().get(now, key));
  }

  /**
   * Returns how a key was used, to everybody who may read the key. Includes what this instance
   * counted until now; what other nodes counted appears after their flush interval.
   */
  public KeyUsage getUsage(OrganizationId organization, ApiKeyId key) {
    ApiKey found = get(organization, key);
    return parts().listing().usage(organization, List.of(found)).getOrDefault(key, KeyUsage.none());
  }

  /**
   * Returns the usage of several keys at once, such as those of a page. A key that does not exist
   * is absent. Owners may ask for all keys, another key only for itself.
   */
  public Map<ApiKeyId, KeyUsage> getUsage(OrganizationId organization, Collection<ApiKeyId> keys) {
    Set<ApiKeyId> wanted = Set.copyOf(Objects.requireNonNull(keys, "keys"));
    List<ApiKey> found =
        loop()
            .read(
                caller,
                requiring(Target.of(organization, wanted.toArray(ApiKeyId[]::new))),
                now -> rules.keys().getAll(now, wanted));
    return parts().listing().usage(organization, found);
  }

  /** Returns a page of all keys that the caller sees. */
  public KeyPage list(OrganizationId organization, PageQuery page) {
    return list(organization, KeyFilter.all(), Objects.requireNonNull(page, "page"));
  }

  /**
   * Returns a page of the keys that meet the filter, in ascending order of id. Ids start with the
   * second of creation. A key that is created meanwhile may sort into a page that was read already.
   *
   * <p>Owners of the organization see all keys. An owner of a project sees all keys of that project
   * if the filter asks for the project. Any other key sees only itself. The page is read after the
   * caller was judged, so it may be newer than the judgement.
   *
   * <p>An owner of a project gets other keys without their whitelists, and without their roles on
   * projects that it does not own: {@link ApiKey#whitelist} is empty, which says nothing about the
   * addresses of the key.
   *
   * @throws RuleViolationException {@link ErrorCode#NOT_ALLOWED} also if the filter of an owner of
   *     a project asks for what it does not see: the use of keys, or their roles on other projects
   */
  public KeyPage list(OrganizationId organization, KeyFilter filter, PageQuery page) {
    Arguments.require(filter, "filter", page, "page");
    KeyFilter wanted = required.kind().map(filter::ofKind).orElse(filter);
    KeyView visible =
        loop().read(caller, target(organization), now -> rules.keys().visible(now, wanted));
    return visible.of(parts().listing().page(organization, visible.filter(), page));
  }

  /**
   * Returns all keys that {@link #list} returns. Reads the first page at once, and each further
   * page when the stream needs it; each read judges the caller again and may throw.
   */
  public Stream<ApiKey> stream(OrganizationId organization, KeyFilter filter) {
    Objects.requireNonNull(filter, "filter");
    PageQuery longest = PageQuery.first(PageQuery.MAX_LIMIT);
    return Stream.iterate(
            Optional.of(list(organization, filter, longest)),
            Optional::isPresent,
            page ->
                page.filter(KeyPage::more)
                    .map(read -> list(organization, filter, longest.withAfter(last(read).id()))))
        .flatMap(page -> page.orElseThrow().items().stream());
  }

  private static ApiKey last(KeyPage page) {
    return page.items().get(page.items().size() - 1);
  }

  /**
   * Returns events of an organization, newest first, as {@link AuditLog#events} orders them. Owners
   * and the application see all events. Any other key sees only its own, also if the query does not
   * name it. Events of a deleted organization are returned to the application only.
   *
   * @throws UnsupportedOperationException if the store keeps no events
   */
  public List<AuditEvent> events(EventQuery query) {
    Objects.requireNonNull(query, "query");
    EventQuery visible =
        caller instanceof Caller.Application
            ? query
            : loop()
                .read(
                    caller, target(query.organization()), now -> rules.keys().visible(now, query));
    return parts().auditLog().events(visible).stream()
        // Also if the store ignores the key: the caller may see no others.
        .filter(
            event ->
                visible.apiKey().isEmpty() || visible.apiKey().equals(event.subject().apiKey()))
        .toList();
  }

  /**
   * Returns the access tokens of a key that were revoked before their time, newest first, to
   * everybody who may read the key. They have no events. A token that has expired anyway is
   * forgotten some time later. Those of a revoked key are returned to the application only. Returns
   * none if the store revokes no tokens.
   */
  public List<RevokedToken> revokedTokens(OrganizationId organization, ApiKeyId key) {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(key, "key");
    if (!(caller instanceof Caller.Application)) {
      ApiKey unused = get(organization, key);
    }
    return parts()
        .store()
        .extensions()
        .revokedTokens()
        .map(tokens -> tokens.ofKey(organization, key))
        .orElseGet(List::of);
  }

  /**
   * Revokes an access token before its time (RFC 7009). The application, owners and the key itself
   * may do this. The key may do it even from an address that is not on its whitelist. Use {@link
   * io.claviger.access.Authenticated#accessToken} of a request with the token. If only its id is
   * known, name the latest expiry that it may have: {@link AccessToken#MAX_LIFETIME} from now, and
   * 25 hours more, by which the clocks of nodes may differ.
   *
   * <p>Nobody knows which tokens were issued, so every id is accepted, and refused from then on. If
   * the token was revoked before, at most its expiry becomes the later one, and the call still
   * waits until no failover can undo it. Tokens are told apart by their ids alone, which are
   * random, so show nobody the ids of tokens of other keys. If it expired more than 25 hours ago,
   * no node accepts it, and nothing is stored. A token is not part of its organization: its
   * revision stays, and there is no event. Each call also deletes up to ten revoked tokens that
   * expired more than 25 hours ago.
   *
   * <p>Nodes with a cache refuse the token within its {@code maxStaleness}; the cache of this
   * instance refuses it at once. The application may revoke any number. Other callers may until 200
   * tokens of the key or 5,000 of its organization are revoked and have not expired.
   *
   * @throws NotFoundException if the organization has no such key; its tokens are refused anyway
   * @throws RuleViolationException {@link ErrorCode#TOO_MANY_REVOKED_TOKENS} if there is no room;
   *     delete the secret, which ends all of its tokens
   * @throws StoreException if the store fails. The token may be revoked nevertheless, so call again
   * @throws UnsupportedOperationException if the store revokes no tokens, such as that of a {@link
   *     ClavigerTransaction}
   */
  public void revokeToken(OrganizationId organization, AccessToken token) {
    Arguments.require(organization, "organization", token, "token");
    ApiKeyId key = token.apiKey();
    ApiKey unused =
        read(
            organization,
            key,
            now -> {
              requireCondition(now, key);
              return rules.keys().ofRevokedToken(now, key);
            });
    parts().tokenRevocation().run(caller, organization, token);
  }

  /**
   * Changes the parts that the patch names, with an event for each part. A part that already has
   * its new value is not a change.
   */
  public ApiKey update(OrganizationId organization, ApiKeyId key, ApiKeyPatch patch) {
    Objects.requireNonNull(patch, "patch");
    return change(organization, key, now -> rules.keys().update(now, key, patch));
  }

  /**
   * Gives these roles on a project to a key that has none there. Owners of the organization and of
   * the project may. An owner of the project gets the key as in a {@link #list}: without its
   * whitelist and its roles on other projects.
   *
   * @throws RuleViolationException {@link ErrorCode#API_KEY_ALREADY_IN_PROJECT} if the key has a
   *     role there; of two concurrent calls one succeeds
   */
  public ApiKey addToProject(
      OrganizationId organization, ApiKeyId key, ProjectId project, Collection<Role> roles) {
    Arguments.require(project, "project", roles, "roles");
    List<Role> wanted = List.copyOf(roles);
    return change(organization, key, now -> rules.projects().add(now, key, project, wanted));
  }

  /**
   * Replaces the roles of a key on a project; no roles remove it from the project. Owners of the
   * organization and of the project may, for every key. A key may remove roles from itself. An
   * owner of the project gets the key as in a {@link #list}: without its whitelist and its roles on
   * other projects.
   *
   * @throws RuleViolationException {@link ErrorCode#API_KEY_NOT_IN_PROJECT} if an owner of the
   *     project removes a key that is not in it; of two concurrent removals the second is refused
   */
  public ApiKey replaceProjectRoles(
      OrganizationId organization, ApiKeyId key, ProjectId project, Collection<Role> roles) {
    Arguments.require(project, "project", roles, "roles");
    List<Role> wanted = List.copyOf(roles);
    return change(
        organization, key, now -> rules.projects().replaceRoles(now, key, project, wanted));
  }

  /**
   * Gives a key a new secret; its public key stays. Only this answer contains the new private key.
   * An owner may, and a key itself if {@link ManagementPolicy#selfRotation} allows it.
   *
   * <p>A pair stays a pair, and a token stays a token with its prefix, as the newest secret of the
   * key shows. A key that had tokens and has no secret left gets the form of {@link
   * Claviger.Builder#tokens}.
   *
   * @param grace what happens to the older secrets; expired ones are deleted
   */
  public IssuedApiKey rotate(OrganizationId organization, ApiKeyId key, GracePeriod grace) {
    Objects.requireNonNull(grace, "grace");
    return change(organization, key, now -> rules.secrets().rotate(now, key, grace));
  }

  /**
   * Does the same with a new secret that expires at this instant. The last lasting owner must keep
   * a secret without expiry, unless the organization has owners outside the key store.
   */
  public IssuedApiKey rotate(
      OrganizationId organization, ApiKeyId key, GracePeriod grace, Instant expiresAt) {
    Objects.requireNonNull(grace, "grace");
    Objects.requireNonNull(expiresAt, "expiresAt");
    Optional<Instant> end = Optional.of(expiresAt);
    return change(organization, key, now -> rules.secrets().rotate(now, key, grace, end));
  }

  /**
   * Deletes a secret of a key at once. A key without secrets cannot be used until it is rotated. A
   * key that is not an owner cannot delete a secret whose first use would end its older secrets.
   */
  public ApiKey deleteSecret(OrganizationId organization, ApiKeyId key, SecretId secret) {
    Objects.requireNonNull(secret, "secret");
    return change(organization, key, now -> rules.secrets().delete(now, key, secret));
  }

  /**
   * Ends a leaked credential, such as one that a scanner of source code found: deletes its secret
   * at once, whether or not the key is enabled or expired. Other secrets of the key stay; the last
   * owner can lose its secret, too. If an access token leaked, only the token is revoked; its
   * secret stays. Only the application may. A second report changes nothing.
   *
   * <p>The application must prevent that anybody can report: each good credential that it passes on
   * stops working. Nodes with a cache refuse it within its {@code maxStaleness}.
   *
   * @return empty if no key has this secret, since it was never issued or was deleted before; or if
   *     the credential is malformed
   * @throws RuleViolationException {@link ErrorCode#NOT_ALLOWED} for any other caller
   */
  public Optional<SecretInfo.Leak> reportLeak(Credential leaked) {
    Objects.requireNonNull(leaked, "leaked");
    CallerRights.requireApplication(caller, "reports leaks");
    Optional<PrivateKey> secret = leaked.privateKey();
    if (secret.isPresent()) {
      return leaked
          .publicKey()
          .flatMap(parts().store()::findByPublicKey)
          .flatMap(key -> end(key, secret.get()));
    }
    return leaked.proof().flatMap(proof -> endToken(leaked.publicKey().orElseThrow(), proof));
  }

  private Optional<SecretInfo.Leak> endToken(PublicKey publicKey, Proof leaked) {
    Optional<SecretInfo.Leak> found = LeakedToken.find(parts(), publicKey, leaked);
    if (found.isPresent() && parts().store().extensions().revokedTokens().isPresent()) {
      try {
        revokeToken(found.get().organization(), leaked.token().orElseThrow());
      } catch (NotFoundException e) {
        // A cache may still have a key that was deleted.
        return Optional.empty();
      }
    }
    return found;
  }

  private Optional<SecretInfo.Leak> end(KeyLookup found, PrivateKey leaked) {
    ApiKeyId key = found.id();
    try {
      return loop()
          .change(
              caller,
              target(found.organization().id(), key),
              now -> {
                requireCondition(now, key);
                return rules.secrets().endLeaked(now, key, leaked);
              });
    } catch (NotFoundException e) {
      // A cache may still have the key of an organization that was deleted.
      return Optional.empty();
    }
  }

  /**
   * Deletes the keys that had expired at this instant, and expired secrets of other keys. Owners
   * may. Keys and secrets that have not expired yet stay, whatever the instant. Makes one change
   * for each 100 keys. If one fails, the changes before it stay made. {@link #atRevision} applies
   * to the first.
   *
   * <p>If the application calls, it first deletes, for all organizations, the revoked access tokens
   * that had expired at this instant and that expired at least 25 hours ago. They stay deleted even
   * if a later change fails. Within a transaction of the application, no revoked tokens are
   * deleted.
   */
  public DeletedExpired deleteExpired(OrganizationId organization, Instant expiredBy) {
    Objects.requireNonNull(expiredBy, "expiredBy");
    return parts().expired().run(caller, target(organization), expiredBy);
  }

  /**
   * Revokes a key permanently: deletes it with its secrets and its whitelist. Its events stay. To
   * switch a key off for a while, {@linkplain ApiKeyPatch#disable disable} it.
   */
  public void revoke(OrganizationId organization, ApiKeyId key) {
    change(organization, key, now -> rules.keys().revoke(now, key));
  }

  /** Returns the whitelist of a key. */
  public Whitelist getWhitelist(OrganizationId organization, ApiKeyId key) {
    return read(organization, key, now -> rules.whitelists().get(now, key));
  }

  /** Returns the entry of exactly this block. */
  public WhitelistEntry getWhitelistEntry(
      OrganizationId organization, ApiKeyId key, CidrBlock block) {
    Objects.requireNonNull(block, "block");
    return read(organization, key, now -> rules.whitelists().entry(now, key, block));
  }

  /**
   * Adds blocks to the whitelist of a key, all or none. A caller that is a key must have a
   * whitelist itself ({@link ErrorCode#OPERATION_REQUIRES_WHITELIST}).
   *
   * @return the whole whitelist after the change
   */
  public Whitelist addToWhitelist(
      OrganizationId organization, ApiKeyId key, Collection<CidrBlock> blocks) {
    return changeWhitelist(organization, key, List.of(), Objects.requireNonNull(blocks, "blocks"));
  }

  /**
   * Removes the entry of exactly this block. A caller that is a key must have a whitelist itself
   * ({@link ErrorCode#OPERATION_REQUIRES_WHITELIST}).
   *
   * @return the whole whitelist after the change; an empty one admits every address, unless the
   *     organization requires a whitelist
   */
  public Whitelist removeFromWhitelist(OrganizationId organization, ApiKeyId key, CidrBlock block) {
    Objects.requireNonNull(block, "block");
    return changeWhitelist(organization, key, List.of(block), List.of());
  }

  /**
   * Removes the entries of exactly these blocks and adds others, in one change. So a list can be
   * replaced without a moment in which it is empty and admits every address.
   *
   * <p>The rules of {@link #addToWhitelist} and {@link #removeFromWhitelist} apply to the result. A
   * full list has room for as many entries as it loses. A block that is removed and added becomes a
   * new entry.
   *
   * @return the whole whitelist after the change; an empty one admits every address, unless the
   *     organization requires a whitelist
   */
  public Whitelist changeWhitelist(
      OrganizationId organization,
      ApiKeyId key,
      Collection<CidrBlock> removed,
      Collection<CidrBlock> added) {
    var edit = whitelistEdit(key, removed, added);
    return change(organization, key, edit);
  }

  /**
   * Returns the whitelist that {@link #changeWhitelist} would leave, without changing anything.
   * Throws what that would throw.
   */
  public Whitelist previewWhitelist(
      OrganizationId organization,
      ApiKeyId key,
      Collection<CidrBlock> removed,
      Collection<CidrBlock> added) {
    var edit = whitelistEdit(key, removed, added);
    return read(organization, key, now -> edit.apply(now).result());
  }

  private Function<DecisionInput, Proposal<Whitelist>> whitelistEdit(
      ApiKeyId key, Collection<CidrBlock> removed, Collection<CidrBlock> added) {
    Arguments.require(removed, "removed", added, "added");
    List<CidrBlock> gone = List.copyOf(removed);
    List<CidrBlock> come = List.copyOf(added);
    return now -> rules.whitelists().change(now, key, gone, come);
  }

  private <R> R change(
      OrganizationId organization, ApiKeyId key, Function<DecisionInput, Proposal<R>> rule) {
    return loop()
        .change(
            caller,
            target(organization, key),
            now -> {
              requireCondition(now, key);
              return rule.apply(now);
            });
  }

  private void requireCondition(DecisionInput now, ApiKeyId key) {
    if (required.condition().isPresent()
        && !required.condition().get().test(rules.keys().get(now, key))) {
      throw new RuleViolationException(
          ErrorCode.KEY_CHANGED,
          "key " + key + " does not fulfil the condition of the call; read it again",
          key.value());
    }
  }

  private <R> R read(OrganizationId organization, ApiKeyId key, Function<DecisionInput, R> rule) {
    return loop().read(caller, target(organization, key), rule);
  }

  private Target target(OrganizationId organization) {
    return requiring(Target.of(organization));
  }

  private Target target(OrganizationId organization, ApiKeyId key) {
    return requiring(Target.of(organization, key));
  }

  private Target requiring(Target target) {
    return target.expecting(required.revision()).ofKind(required.kind());
  }
}
