package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.internal.credential.Entropy;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventType;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IpAddress;
import io.claviger.model.NotFoundException;
import io.claviger.model.RuleViolationException;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyChanges;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules for whitelists. They are pure functions, except that they draw ids. */
public record WhitelistRules(Entropy entropy) {
  /** Returns the whitelist of a key. Owners and the key itself may read it. */
  public Whitelist get(DecisionInput input, ApiKeyId id) {
    OwnerOrItself.requireForWhitelist(CallerRights.judge(input), id);
    return input.key(id).whitelist();
  }

  /** Returns the entry with exactly this block. */
  public WhitelistEntry entry(DecisionInput input, ApiKeyId id, CidrBlock block) {
    OwnerOrItself.requireForWhitelist(CallerRights.judge(input), id);
    return requireEntry(input.key(id), block);
  }

  /** Removes some blocks and adds others, either all or none of them. */
  public Proposal<Whitelist> change(
      DecisionInput input,
      ApiKeyId id,
      Collection<CidrBlock> removed,
      Collection<CidrBlock> added) {
    CallerRights rights = changeable(input, id);
    ApiKey key = input.key(id);
    if (removed.isEmpty() && added.isEmpty()) {
      return Proposal.unchanged(key.whitelist());
    }
    Set<CidrBlock> gone = new LinkedHashSet<>(removed);
    Draft draft = new Draft(input, entropy);
    Whitelist after = key.whitelist();
    for (CidrBlock block : gone) {
      after = after.minus(requireEntry(key, block).block());
    }
    if (!added.isEmpty()) {
      after = grown(after, added, input, draft.nextNumber());
    }
    requireNoLockout(rights, id, input, after);
    boolean open = after.isEmpty() && !input.organization().settings().isWhitelistRequired();
    for (CidrBlock block : gone) {
      draft.addEvent(EventType.API_KEY_WHITELIST_ENTRY_DELETED, id, deletion(block, open));
    }
    for (CidrBlock block : added) {
      draft.addEvent(EventType.API_KEY_WHITELIST_ENTRY_ADDED, id, details(block));
    }
    KeyChanges changes = KeyChanges.update(key.with(key.settings().withWhitelist(after)));
    return Proposal.of(draft.change(changes, input.organization().counters()), after);
  }

  private static Map<String, String> details(CidrBlock block) {
    return Map.of("whitelistEntry", block.toString());
  }

  private static Map<String, String> deletion(CidrBlock block, boolean open) {
    return open
        ? Map.of("whitelistEntry", block.toString(), "openToEveryAddress", "true")
        : details(block);
  }

  private static Whitelist grown(
      Whitelist before, Collection<CidrBlock> blocks, DecisionInput input, long number) {
    requireNew(before, blocks);
    List<WhitelistEntry> entries =
        RequestChecks.entries(blocks, input.policy(), input.now(), number);
    RequestChecks.requireRoom(before.size() + entries.size(), input.organization());
    return before.plus(entries);
  }

  /** Returns the rights of the caller if it may change the whitelist, and throws otherwise. */
  public CallerRights changeable(DecisionInput input, ApiKeyId id) {
    CallerRights rights = CallerRights.judge(input);
    OwnerOrItself.requireForWhitelist(rights, id);
    OwnerOrItself.requireOwnWhitelist(rights, input);
    input.key(id);
    return rights;
  }

  private static WhitelistEntry requireEntry(ApiKey key, CidrBlock block) {
    return key.whitelist()
        .entry(block)
        .orElseThrow(() -> NotFoundException.whitelistEntry(key.id(), block));
  }

  private static void requireNew(Whitelist whitelist, Collection<CidrBlock> blocks) {
    Set<CidrBlock> seen = new HashSet<>();
    for (CidrBlock block : blocks) {
      if (!seen.add(block)) {
        throw InvalidValueException.of(
            ErrorCode.DUPLICATE_BLOCKS,
            "whitelist request",
            block.toString(),
            "names this block twice; name it once");
      }
    }
    for (CidrBlock block : blocks) {
      if (whitelist.entry(block).isPresent()) {
        throw new RuleViolationException(
            ErrorCode.BLOCK_ALREADY_ON_WHITELIST,
            block + " is on the whitelist already; leave it out, nothing was added",
            block.toString());
      }
    }
  }

  /** Refuses to lock the calling key out: its whitelist must still admit its address. */
  private static void requireNoLockout(
      CallerRights rights, ApiKeyId id, DecisionInput input, Whitelist after) {
    if (rights.is(id) && after.match(address(input)).isEmpty()) {
      throw lockout(input);
    }
  }

  static RuleViolationException lockout(DecisionInput input) {
    String address = address(input).toString();
    return new RuleViolationException(
        ErrorCode.WHITELIST_WOULD_EXCLUDE_CALLER,
        "afterwards the calling key's whitelist would not admit its address %s; add a block that"
                .formatted(address)
            + " covers it first",
        address);
  }

  private static IpAddress address(DecisionInput input) {
    return ((Caller.Key) input.caller()).address();
  }
}
