package io.claviger.internal.management;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.Caller;
import io.claviger.CidrBlock;
import io.claviger.ErrorCode;
import io.claviger.EventType;
import io.claviger.InvalidValue;
import io.claviger.IpAddress;
import io.claviger.NotFound;
import io.claviger.Organization;
import io.claviger.RuleViolation;
import io.claviger.Whitelist;
import io.claviger.WhitelistEntry;
import io.claviger.internal.credential.Entropy;
import io.claviger.spi.KeyChanges;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rules for whitelists (specification, sections 1.8 to 1.13 and Appendix B). Pure but for what
 * is drawn.
 */
public final class WhitelistRules {
  private final Entropy entropy;

  WhitelistRules(Entropy entropy) {
    this.entropy = entropy;
  }

  /** Owners and the key itself read it. */
  public Whitelist get(Situation situation, ApiKeyId id) {
    requireAccess(CallerRights.judge(situation), id);
    return situation.key(id).whitelist();
  }

  /** The entry of exactly this block. */
  public WhitelistEntry entry(Situation situation, ApiKeyId id, CidrBlock block) {
    requireAccess(CallerRights.judge(situation), id);
    return requireEntry(situation.key(id), block);
  }

  /** All blocks are added, or none. */
  public Proposal<Whitelist> add(Situation situation, ApiKeyId id, Collection<CidrBlock> blocks) {
    CallerRights rights = changeable(situation, id);
    ApiKey key = situation.key(id);
    if (blocks.isEmpty()) {
      return Proposal.unchanged(key.whitelist());
    }
    Draft draft = new Draft(situation, entropy);
    Whitelist after = grown(key.whitelist(), blocks, situation, draft.nextNumber());
    requireNoLockout(rights, id, situation, after);
    for (CidrBlock block : blocks) {
      draft.tell(
          EventType.API_KEY_WHITELIST_ENTRY_ADDED, id, Map.of("whitelistEntry", block.toString()));
    }
    return Proposal.of(
        draft.change(updated(key, after), situation.organization().counters()), after);
  }

  /** One entry goes. */
  public Proposal<Whitelist> remove(Situation situation, ApiKeyId id, CidrBlock block) {
    CallerRights rights = changeable(situation, id);
    ApiKey key = situation.key(id);
    Whitelist after = key.whitelist().minus(requireEntry(key, block).block());
    requireNoLockout(rights, id, situation, after);
    SortedMap<String, String> details = new TreeMap<>(Map.of("whitelistEntry", block.toString()));
    if (after.isEmpty() && !situation.organization().settings().whitelistRequired()) {
      details.put("openToEveryAddress", "true");
    }
    Draft draft = new Draft(situation, entropy);
    draft.tell(EventType.API_KEY_WHITELIST_ENTRY_DELETED, id, details);
    return Proposal.of(
        draft.change(updated(key, after), situation.organization().counters()), after);
  }

  /** What the list would be without the ones and with the others, by all rules for both. */
  public Whitelist preview(
      Situation situation,
      ApiKeyId id,
      Collection<CidrBlock> removed,
      Collection<CidrBlock> added) {
    CallerRights rights = changeable(situation, id);
    ApiKey key = situation.key(id);
    Whitelist after = key.whitelist();
    for (CidrBlock block : removed) {
      after = after.minus(requireEntry(key, block).block());
    }
    if (!added.isEmpty()) {
      after = grown(after, added, situation, new Draft(situation, entropy).nextNumber());
    }
    if (!removed.isEmpty() || !added.isEmpty()) {
      requireNoLockout(rights, id, situation, after);
    }
    return after;
  }

  private static Whitelist grown(
      Whitelist before, Collection<CidrBlock> blocks, Situation situation, long number) {
    requireNew(before, blocks);
    List<WhitelistEntry> entries =
        RequestChecks.entries(blocks, situation.policy(), situation.now(), number);
    Organization organization = situation.organization();
    RequestChecks.requireRoom(
        before.size() + entries.size(),
        organization.id(),
        organization.settings().limits().whitelistEntries());
    return before.plus(entries);
  }

  /** Who may change which whitelist at all. */
  public CallerRights changeable(Situation situation, ApiKeyId id) {
    CallerRights rights = CallerRights.judge(situation);
    requireAccess(rights, id);
    requireListed(rights, situation);
    situation.key(id);
    return rights;
  }

  private static WhitelistEntry requireEntry(ApiKey key, CidrBlock block) {
    return key.whitelist().entry(block).orElseThrow(() -> NotFound.whitelistEntry(key.id(), block));
  }

  private static KeyChanges updated(ApiKey key, Whitelist whitelist) {
    return KeyChanges.update(key.with(key.settings().withWhitelist(whitelist)));
  }

  private static void requireAccess(CallerRights rights, ApiKeyId id) {
    if (!rights.isOwner() && !rights.is(id)) {
      throw new RuleViolation(
          ErrorCode.API_KEY_WHITELIST_ACCESS_DENIED,
          "a whitelist is accessible to its own key and to owners of the organization; call as one of them");
    }
  }

  /**
   * A key changes whitelists only from an address on its own (row 14). That a list it has admits
   * the caller was judged before.
   */
  private static void requireListed(CallerRights rights, Situation situation) {
    if (rights.isUnlistedKey() && situation.policy().whitelistEditsNeedWhitelist()) {
      throw new RuleViolation(
          ErrorCode.RESOURCE_REQUIRES_WHITELIST,
          "a key without whitelist cannot change whitelists; an owner that is a user, or a key that has one, must add the first entry",
          address(situation).toString());
    }
  }

  private static void requireNew(Whitelist whitelist, Collection<CidrBlock> blocks) {
    Set<CidrBlock> seen = new HashSet<>();
    for (CidrBlock block : blocks) {
      if (!seen.add(block)) {
        throw InvalidValue.of(
            ErrorCode.DUPLICATE_ADDRESSES_IN_INPUT,
            "whitelist request",
            block.toString(),
            "names this block twice; name it once");
      }
    }
    for (CidrBlock block : blocks) {
      if (whitelist.entry(block).isPresent()) {
        throw new RuleViolation(
            ErrorCode.ADDRESS_ALREADY_IN_WHITELIST,
            block + " is on the whitelist already; leave it out, nothing was added",
            block.toString());
      }
    }
  }

  /** A key never locks itself out (row 13): its own list admits its address afterwards. */
  private static void requireNoLockout(
      CallerRights rights, ApiKeyId id, Situation situation, Whitelist after) {
    if (rights.is(id) && after.match(address(situation)).isEmpty()) {
      throw lockout(situation);
    }
  }

  static RuleViolation lockout(Situation situation) {
    String address = address(situation).toString();
    return new RuleViolation(
        ErrorCode.CANNOT_REMOVE_CALLER_FROM_WHITELIST,
        "afterwards the calling key's whitelist would not admit its address "
            + address
            + "; add a block that covers it first",
        address);
  }

  private static IpAddress address(Situation situation) {
    return ((Caller.Key) situation.caller()).address();
  }
}
