package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.internal.credential.Entropy;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.EventQuery;
import io.claviger.model.EventType;
import io.claviger.model.KeyCriterion;
import io.claviger.model.KeyFilter;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import io.claviger.spi.store.KeyChanges;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The rules for existing keys: which caller may read, change and revoke which key. They are pure
 * functions, except that they draw ids.
 */
public record KeyRules(Entropy entropy) {
  /**
   * Returns a key. Owners read every key, and a key reads itself. Others are refused before the key
   * is looked up.
   */
  public ApiKey get(DecisionInput input, ApiKeyId id) {
    OwnerOrItself.require(CallerRights.judge(input), id, "read another key");
    return input.key(id);
  }

  /** Returns those of several keys that exist, by the rule of {@link #get}. */
  public List<ApiKey> getAll(DecisionInput input, Collection<ApiKeyId> ids) {
    CallerRights rights = CallerRights.judge(input);
    ids.forEach(id -> OwnerOrItself.require(rights, id, "read another key"));
    return ids.stream()
        .flatMap(id -> input.find(id).stream())
        .filter(key -> input.kind().filter(kind -> !kind.equals(key.kind())).isEmpty())
        .toList();
  }

  /**
   * Restricts a list to what the caller may see. Owners see all keys, and owners of a project see
   * all keys of that project, but may not choose them by what they do not see. Any other key sees
   * only itself.
   */
  public KeyView visible(DecisionInput input, KeyFilter wanted) {
    CallerRights rights = CallerRights.judge(input);
    if (rights.isOwner()) {
      return new KeyView(wanted, rights);
    }
    boolean ofOwnProject =
        wanted.criteria().stream()
            .anyMatch(
                criterion ->
                    criterion instanceof KeyCriterion.InProject in
                        && rights.managesProject(in.project()));
    if (ofOwnProject) {
      wanted.criteria().forEach(criterion -> requireSeen(criterion, rights));
      return new KeyView(wanted, rights);
    }
    ApiKey self = rights.self().orElseThrow(() -> CallerRights.notAllowed("list these keys"));
    return new KeyView(wanted.only(self.id()), rights);
  }

  /** Refuses a criterion about a part of keys that the list does not show to this caller. */
  private static void requireSeen(KeyCriterion criterion, CallerRights rights) {
    if (criterion instanceof KeyCriterion.UnusedSince) {
      throw CallerRights.notAllowed("choose keys of a project by their use");
    }
    Optional<Scope> scope = Optional.empty();
    if (criterion instanceof KeyCriterion.InProject in) {
      scope = Optional.of(Scope.project(in.project()));
    } else if (criterion instanceof KeyCriterion.HasRole has) {
      scope = Optional.of(has.role().scope());
    }
    if (scope.filter(each -> !rights.sees(each)).isPresent()) {
      throw CallerRights.notAllowed("choose keys by their roles on the " + scope.get());
    }
  }

  /** Owners see all events of the organization, a key only its own. */
  public EventQuery visible(DecisionInput input, EventQuery wanted) {
    CallerRights rights = CallerRights.judge(input);
    if (rights.isOwner()) {
      return wanted;
    }
    ApiKey self = rights.self().orElseThrow(() -> CallerRights.notAllowed("read events"));
    OwnerOrItself.require(rights, wanted.apiKey().orElse(self.id()), "read events of another key");
    return wanted.withKey(self.id());
  }

  /** Owners change every key; a key describes, narrows, shortens and disables itself. */
  public Proposal<ApiKey> update(DecisionInput input, ApiKeyId id, ApiKeyPatch patch) {
    CallerRights rights = changeable(input, id);
    ApiKey before = input.key(id);
    ApiKey after = before.with(patch.applyTo(before.settings()));
    SortedSet<RoleAssignment> added = RequestChecks.without(after.roles(), before.roles());
    if (rights.isOwner()) {
      OwnerOrItself.requireGrantable(added, rights, input);
    } else {
      OwnerOrItself.requireNarrower(before, after, added);
    }
    RequestChecks.requireRoleCount(after.roles(), before.roles());
    if (!after.expiresAt().equals(before.expiresAt())) {
      RequestChecks.requireExpiry(after.expiresAt(), input);
    }
    return KeyEvents.proposal(new Draft(input, entropy), before, after);
  }

  /** Returns the rights of the caller if it may change the key, and throws otherwise. */
  public CallerRights changeable(DecisionInput input, ApiKeyId id) {
    CallerRights rights = CallerRights.judge(input);
    OwnerOrItself.require(rights, id, "change another key");
    input.key(id);
    return rights;
  }

  /** Revokes a key. Owners revoke every key, and a key revokes itself. */
  public Proposal<ApiKey> revoke(DecisionInput input, ApiKeyId id) {
    OwnerOrItself.require(CallerRights.judge(input), id, "revoke another key");
    ApiKey key = input.key(id);
    OrganizationCounters counters = LastOwnerRule.deleted(input, key);
    Draft draft = new Draft(input, entropy);
    draft.addEvent(EventType.API_KEY_DELETED, id, Map.of("publicKey", key.publicKey().value()));
    return Proposal.of(draft.change(KeyChanges.delete(id), counters), key);
  }

  /**
   * Returns the key of an access token that the caller may revoke. Owners revoke those of every
   * key, and a key its own, from every address: a token is issued to every address, too.
   */
  public ApiKey ofRevokedToken(DecisionInput input, ApiKeyId id) {
    if (input.caller() instanceof Caller.Key self && self.apiKey().equals(id)) {
      ApiKey unused = CallerRights.usable(self, input);
    } else {
      OwnerOrItself.require(CallerRights.judge(input), id, "revoke an access token of another key");
    }
    return input.key(id);
  }
}
