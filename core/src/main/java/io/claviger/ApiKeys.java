package io.claviger;

import io.claviger.internal.management.ChangeLoop;
import io.claviger.internal.management.Rules;
import io.claviger.internal.management.Target;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Management of organizations, keys and whitelists on behalf of one caller. Made by {@link
 * Claviger#actingAs}; immutable and thread-safe.
 *
 * <p>Who may do what: an owner of the organization (a user or a key with {@code ORG_OWNER}), and
 * the host itself, everything, but for limits and {@link #touchOrganization}, which are for the
 * host alone, and but for whitelists, which a key changes only if it has one itself ({@link
 * ManagementPolicy#allowWhitelistEditsWithoutWhitelist}); a key that is no owner, on itself only:
 * read itself, describe itself, drop roles, expire earlier, disable and delete itself, end its
 * secrets, read and change its own whitelist; an owner of a project, for that project: list its
 * keys, create keys with roles of it, change the roles on it of any key. Nobody grants a role that
 * they do not hold, but for {@code ORG_MEMBER}, which every key with no other role on the
 * organization gets; where it is named it is a role as every other, so a key does not take it on
 * instead of its last one on the organization.
 *
 * <p>Every call judges its caller on what is stored at that moment: a key that was demoted,
 * disabled, deleted or locked out by its whitelist since it authenticated is refused. Every change
 * is atomic, and made on the state that it was decided on.
 *
 * <p>Each method throws {@link InvalidValue} for a bad value, {@link NotFound} for what is not
 * there, {@link RuleViolation} for what a rule forbids (each with its {@link ErrorCode}), {@link
 * StoreException} where the store is in trouble, {@link Contention} where the organization changed
 * all the while; a change also {@link OutcomeUnknown}; {@link #atRevision} brings {@link Stale}.
 * After any of them but the unknown outcome, nothing has changed (by {@link #reap}, which makes
 * several changes, nothing more).
 */
public final class ApiKeys {
  private final Caller caller;
  private final Wiring parts;
  private final ChangeLoop loop;
  private final Rules rules;
  private final Optional<Revision> expected;

  ApiKeys(Caller caller, Wiring parts, Optional<Revision> expected) {
    this.caller = caller;
    this.parts = parts;
    this.loop = parts.loop;
    this.rules = parts.rules;
    this.expected = expected;
  }

  /**
   * The same, but every call is refused with {@link Stale} unless its organization is at this
   * revision: for a caller that decided on what it saw. Read the organization, which has the
   * revision, before what the decision rests on: it moves with each change of any of its keys.
   * Means nothing to {@link #createOrganization}, since what is created has no revision yet.
   */
  public ApiKeys atRevision(Revision revision) {
    return new ApiKeys(caller, parts, Optional.of(revision));
  }

  /**
   * Checks whether the caller may do this at all, before it is known what it writes: for an
   * application that judges who sends a request before it reads the body. Changes nothing.
   *
   * <p>Throws what the operation itself would throw whatever its arguments are, by the same rule,
   * except where there is no room for one more, which the operation looks at last. That it returns
   * promises nothing: the operation judges its caller again.
   */
  public void check(OrganizationId organization, Operation operation) {
    loop.read(
        caller,
        operation.target(organization).expecting(expected),
        now -> {
          operation.check(rules, now);
          return true;
        });
  }

  /**
   * Creates an organization with its first owner key. Users and the host may, whatever their roles;
   * keys never.
   *
   * @throws RuleViolation {@code ORG_ALREADY_EXISTS} if the host's own id was ever used before
   */
  public CreatedOrganization createOrganization(NewOrganization request) {
    return parts.creation.create(caller, request);
  }

  /** The organization, for everybody who has a role in it. */
  public Organization getOrganization(OrganizationId organization) {
    return loop.read(caller, target(organization), rules.organizations()::get);
  }

  /** Changes name and settings; {@link Limits} only by the host itself. */
  public Organization updateOrganization(OrganizationId organization, OrganizationPatch patch) {
    return loop.change(
        caller, target(organization), now -> rules.organizations().update(now, patch));
  }

  /**
   * Deletes the organization with all its keys. Its id can never be used again; its events stay.
   */
  public void deleteOrganization(OrganizationId organization) {
    loop.change(caller, target(organization), rules.organizations()::delete);
  }

  /**
   * Moves the organization to a new revision without any other change, so that decisions under way
   * are taken anew: for the host alone, after it removed an owner that is no key, or a project.
   */
  public Organization touchOrganization(OrganizationId organization) {
    return loop.change(caller, target(organization), rules.organizations()::touch);
  }

  /** Creates a key. The answer is the only place where its private key is ever seen. */
  public IssuedApiKey create(OrganizationId organization, NewApiKey request) {
    return loop.change(
        caller,
        target(organization).assigning(request.roles()),
        now -> rules.keyCreation().create(now, request));
  }

  /**
   * One key. A caller that may not read other keys gets the same refusal whether or not the key
   * exists.
   */
  public ApiKey get(OrganizationId organization, ApiKeyId key) {
    return loop.read(caller, target(organization, key), now -> rules.keys().get(now, key));
  }

  /**
   * How a key was used, for whoever may read the key. Up to this moment as far as this instance of
   * the library counted; other nodes tell within their flush interval.
   */
  public KeyUsage getUsage(OrganizationId organization, ApiKeyId key) {
    ApiKey found = get(organization, key);
    return parts.listing.usage(organization, List.of(found)).getOrDefault(key, KeyUsage.none());
  }

  /**
   * The same for several keys at once, say those of a page; a key that is not there is absent. For
   * owners, and for a key that asks for itself alone.
   */
  public Map<ApiKeyId, KeyUsage> getUsage(OrganizationId organization, Collection<ApiKeyId> keys) {
    Set<ApiKeyId> wanted = Set.copyOf(keys);
    List<ApiKey> found =
        loop.read(
            caller,
            target(organization, wanted.toArray(ApiKeyId[]::new)),
            now -> rules.keys().getAll(now, wanted));
    return parts.listing.usage(organization, found);
  }

  /** All keys: {@link #list(OrganizationId, KeyFilter, PageRequest)} with nothing left out. */
  public Page<ApiKey> list(OrganizationId organization, PageRequest page) {
    return list(organization, KeyFilter.all(), page);
  }

  /**
   * Keys in ascending order of id. Ids begin with the second of creation, so this is by age to the
   * second; a key created while you page may sort into a part that you have read already.
   *
   * <p>An owner of a project sees all keys of that project, if it asks for these, and each as a
   * whole, its whitelist included, though {@link #get} and {@link #getUsage} of another key are for
   * owners of the organization; a key that is no owner sees itself alone, if it is among those it
   * asks for. The page is read after the caller was judged, and may be newer than that.
   */
  public Page<ApiKey> list(OrganizationId organization, KeyFilter filter, PageRequest page) {
    KeyFilter visible =
        loop.read(caller, target(organization), now -> rules.keys().visible(now, filter));
    return parts.listing.page(organization, visible, page);
  }

  /**
   * Changes the parts that the patch names, and says so in one event each; a part set to what it
   * was is no change.
   */
  public ApiKey update(OrganizationId organization, ApiKeyId key, ApiKeyPatch patch) {
    return loop.change(
        caller, target(organization, key), now -> rules.keys().update(now, key, patch));
  }

  /**
   * Gives a key that has no role on a project these roles there. Owners of the organization and of
   * the project may.
   *
   * @throws RuleViolation {@link ErrorCode#API_KEY_ALREADY_IN_GROUP} if it has one, so that of two
   *     that add it at once one succeeds
   */
  public ApiKey addToProject(
      OrganizationId organization, ApiKeyId key, ProjectId project, Collection<Role> roles) {
    List<Role> wanted = List.copyOf(roles);
    return loop.change(
        caller,
        // Also where no role is named: that it exists is asked first.
        target(organization, key)
            .assigning(assignments(project, wanted))
            .on(Scope.project(project)),
        now -> rules.projects().add(now, key, project, wanted));
  }

  /**
   * Gives a key exactly these roles on a project; none takes it out of the project. An owner of the
   * organization or of the project may, for every key; a key may drop roles of its own.
   *
   * @throws RuleViolation {@link ErrorCode#API_KEY_NOT_IN_GROUP} if an owner of the project takes a
   *     key out that is not in it, and so none of the owner's business; of two that take it out at
   *     once the second is told so
   */
  public ApiKey replaceProjectRoles(
      OrganizationId organization, ApiKeyId key, ProjectId project, Collection<Role> roles) {
    List<Role> wanted = List.copyOf(roles);
    return loop.change(
        caller,
        target(organization, key).assigning(assignments(project, wanted)),
        now -> rules.projects().replaceRoles(now, key, project, wanted));
  }

  /**
   * Gives a key a new secret; its public half stays. The answer is the only place where the new
   * private key is ever seen. An owner may, and a key itself where {@link SecretPolicy} says so.
   *
   * @param overlap what becomes of the secrets that it has; expired ones are dropped
   */
  public IssuedApiKey rotate(OrganizationId organization, ApiKeyId key, Overlap overlap) {
    Objects.requireNonNull(overlap, "overlap");
    return loop.change(
        caller, target(organization, key), now -> rules.secrets().rotate(now, key, overlap));
  }

  /**
   * Ends a secret of a key at once. A key without any cannot be used until it is rotated. A key
   * that is no owner cannot end the secret whose first use would end others of it.
   */
  public ApiKey deleteSecret(OrganizationId organization, ApiKeyId key, SecretId secret) {
    return loop.change(
        caller, target(organization, key), now -> rules.secrets().delete(now, key, secret));
  }

  /**
   * Deletes the keys that had expired at this instant, and the secrets of other keys that had:
   * owners may. Something that has not expired yet is never reaped. A change for each hundred keys:
   * if one of them fails, those before it stay made; {@link #atRevision} is about the first.
   */
  public ReapReport reap(OrganizationId organization, Instant expiredBy) {
    Objects.requireNonNull(expiredBy, "expiredBy");
    return parts.reaper.reap(caller, target(organization), expiredBy);
  }

  /** Deletes the key with its secrets and its whitelist. */
  public void delete(OrganizationId organization, ApiKeyId key) {
    loop.change(caller, target(organization, key), now -> rules.keys().delete(now, key));
  }

  /** The whitelist of a key. */
  public Whitelist getWhitelist(OrganizationId organization, ApiKeyId key) {
    return loop.read(caller, target(organization, key), now -> rules.whitelists().get(now, key));
  }

  /** The entry of exactly this block. */
  public WhitelistEntry getWhitelistEntry(
      OrganizationId organization, ApiKeyId key, CidrBlock block) {
    return loop.read(
        caller, target(organization, key), now -> rules.whitelists().entry(now, key, block));
  }

  /**
   * Adds blocks to the whitelist of a key, all or none; an empty collection changes nothing. A
   * caller that is a key must have a whitelist itself ({@link
   * ErrorCode#RESOURCE_REQUIRES_WHITELIST}).
   *
   * @return the whole whitelist afterwards
   */
  public Whitelist addToWhitelist(
      OrganizationId organization, ApiKeyId key, Collection<CidrBlock> blocks) {
    return changeWhitelist(organization, key, List.of(), blocks);
  }

  /**
   * Removes the entry of exactly this block. A caller that is a key must have a whitelist itself
   * ({@link ErrorCode#RESOURCE_REQUIRES_WHITELIST}).
   *
   * @return the whole whitelist afterwards; if it is empty, the key is open to every address unless
   *     the organization requires a whitelist
   */
  public Whitelist removeFromWhitelist(OrganizationId organization, ApiKeyId key, CidrBlock block) {
    return changeWhitelist(organization, key, List.of(block), List.of());
  }

  /**
   * Takes the entries of exactly these blocks off the whitelist of a key and puts the others on it,
   * all in one change or none. So a list is replaced without a moment in which it is empty, and the
   * key open to every address. All rules of {@link #addToWhitelist} and {@link
   * #removeFromWhitelist} apply, to what is there when both are done: a full list has room for as
   * many as it loses. A block that {@code removed} names twice is taken off once; one that is
   * removed and added becomes a new entry.
   *
   * @return the whole whitelist afterwards; if it is empty, the key is open to every address unless
   *     the organization requires a whitelist
   */
  public Whitelist changeWhitelist(
      OrganizationId organization,
      ApiKeyId key,
      Collection<CidrBlock> removed,
      Collection<CidrBlock> added) {
    List<CidrBlock> gone = List.copyOf(removed);
    List<CidrBlock> come = List.copyOf(added);
    return loop.change(
        caller, target(organization, key), now -> rules.whitelists().change(now, key, gone, come));
  }

  /**
   * The whitelist that a key would have after {@link #changeWhitelist}, for a caller that wants to
   * see first whom it would admit. Changes nothing; refused exactly where that would be.
   */
  public Whitelist previewWhitelist(
      OrganizationId organization,
      ApiKeyId key,
      Collection<CidrBlock> removed,
      Collection<CidrBlock> added) {
    List<CidrBlock> gone = List.copyOf(removed);
    List<CidrBlock> come = List.copyOf(added);
    return loop.read(
        caller,
        target(organization, key),
        now -> rules.whitelists().change(now, key, gone, come).result());
  }

  private static List<RoleAssignment> assignments(ProjectId project, List<Role> roles) {
    return roles.stream().map(role -> RoleAssignment.onProject(role, project)).toList();
  }

  private Target target(OrganizationId organization, ApiKeyId... keys) {
    return Target.of(organization, keys).expecting(expected);
  }
}
