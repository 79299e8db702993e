package io.claviger.internal.management;

import static io.claviger.internal.management.Fixture.HERE;
import static io.claviger.internal.management.Fixture.calling;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.block;
import static io.claviger.model.Samples.entry;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.listing;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.CidrBlock;
import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.Refusal;
import io.claviger.model.Samples;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.OrganizationChange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes onto a whitelist and comes off, and that nobody shuts himself out. */
class ChangeWhitelistTest {
  private static final ApiKey SELF = listing(member(2), HERE, "10.0.0.0/8");

  private final Rules rules = Fixture.rules();
  private final Fixture fixture = Fixture.with(owner(1), SELF, listing(member(3), "10.0.0.0/8"));

  @Test
  void newEntriesBearTheTimeAndTheNextRevision() {
    Proposal<Whitelist> proposal = add(fixture, Fixture.OWNER, 3, "::1", "9.9.9.9");
    WhitelistEntry first = new WhitelistEntry(block("9.9.9.9"), NOW, 8);
    WhitelistEntry last = new WhitelistEntry(block("::1"), NOW, 8);
    assertEquals(List.of(first, entry("10.0.0.0/8"), last), proposal.result().entries());
    OrganizationChange change = Proposed.change(fixture, Fixture.OWNER, proposal);
    assertEquals(proposal.result(), change.keys().updated().get(0).whitelist());
    assertEquals(
        List.of(
            "API_KEY_WHITELIST_ENTRY_ADDED of 3 {whitelistEntry=::1/128}",
            "API_KEY_WHITELIST_ENTRY_ADDED of 3 {whitelistEntry=9.9.9.9/32}"),
        Proposed.events(change));
    assertEquals(fixture.organization().counters(), change.organization().counters());
  }

  @Test
  void someGoAndOthersComeInOneChange() {
    Fixture full = fixture.limitedTo(500, 1);
    Proposal<Whitelist> proposal =
        change(
            full, Fixture.OWNER, 3, List.of("10.0.0.0/8", "10.0.0.0/8"), List.of("192.0.2.0/24"));
    WhitelistEntry only = new WhitelistEntry(block("192.0.2.0/24"), NOW, 8);
    assertEquals(List.of(only), proposal.result().entries());
    OrganizationChange change = Proposed.change(full, Fixture.OWNER, proposal);
    assertEquals(proposal.result(), change.keys().updated().get(0).whitelist());
    assertEquals(
        List.of(
            "API_KEY_WHITELIST_ENTRY_DELETED of 3 {whitelistEntry=10.0.0.0/8}",
            "API_KEY_WHITELIST_ENTRY_ADDED of 3 {whitelistEntry=192.0.2.0/24}"),
        Proposed.events(change));
  }

  @Test
  void aBlockThatGoesMayComeAgain() {
    List<String> block = List.of("10.0.0.0/8");
    assertEquals(1, change(fixture, Fixture.OWNER, 3, block, block).result().size());
  }

  @Test
  void aListAboveItsLimitMayShrink() {
    Fixture limited = fixture.limitedTo(500, 0);
    assertEquals(0, remove(limited, Fixture.OWNER, 3, "10.0.0.0/8").result().size());
  }

  @Test
  void aKeyReplacesTheEntryThatAdmitsItByOneThatDoes() {
    Caller self = calling(SELF);
    Refusal.expect(
        ErrorCode.WHITELIST_WOULD_EXCLUDE_CALLER,
        () -> change(fixture, self, 2, List.of(HERE), List.of("1.1.1.1")));
    change(fixture, self, 2, List.of(HERE), List.of("198.51.100.0/24"));
  }

  @Test
  void aReaddedEntryIsAnotherEntry() {
    Fixture removed =
        fixture.after(
            Proposed.change(
                fixture, Fixture.OWNER, remove(fixture, Fixture.OWNER, 3, "10.0.0.0/8")));
    Whitelist after = add(removed, Fixture.OWNER, 3, "10.0.0.0/8").result();
    assertEquals(9, after.entries().get(0).addedIn());
  }

  @Test
  void addingNothingChangesNothing() {
    Proposal<Whitelist> proposal = add(fixture, Fixture.OWNER, 3);
    Proposed.nothing(proposal);
    assertEquals(Samples.whitelist("10.0.0.0/8"), proposal.result());
    Proposed.nothing(add(fixture.limitedTo(500, 0), Fixture.OWNER, 3));
  }

  @Test
  void ifOneIsListedNoneIsAdded() {
    Refusal.expect(
        ErrorCode.BLOCK_ALREADY_ON_WHITELIST,
        List.of("10.0.0.0/8"),
        () -> add(fixture, Fixture.OWNER, 3, "1.1.1.1", "10.0.0.0/8"));
    Refusal.expect(
        ErrorCode.BLOCK_ALREADY_ON_WHITELIST,
        List.of("198.51.100.7/32"),
        () -> add(fixture, Fixture.OWNER, 2, "198.51.100.7/32"));
    Refusal.expect(
        ErrorCode.BLOCK_ALREADY_ON_WHITELIST,
        () -> add(fixture, Fixture.OWNER, 2, "::ffff:198.51.100.7"));
  }

  @Test
  void noBlockIsNamedTwice() {
    Refusal.expect(
        ErrorCode.DUPLICATE_BLOCKS,
        List.of("1.1.1.1/32"),
        () -> add(fixture, Fixture.OWNER, 3, "1.1.1.1", "2.2.2.2", "1.1.1.1/32"));
    Refusal.expect(
        ErrorCode.DUPLICATE_BLOCKS,
        List.of("10.0.0.0/8"),
        () -> add(fixture, Fixture.OWNER, 3, "10.0.0.0/8", "10.0.0.0/8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0", "0.0.0.0", "::", "::ffff:0:0/96"})
  void openBlocksNeedAPolicy(String open) {
    Refusal.expect(
        ErrorCode.BLOCK_NOT_ALLOWED_ON_WHITELIST,
        List.of(block(open).toString()),
        () -> add(fixture, Fixture.OWNER, 3, "1.1.1.1", open));
    Fixture open2 = fixture.under(ManagementPolicy.standard().allowOpenBlocks());
    assertEquals(2, add(open2, Fixture.OWNER, 3, open).result().size());
  }

  @Test
  void aPolicyMayAskForSmallBlocks() {
    Fixture small =
        Fixture.with(owner(1), listing(member(3), "0.0.0.0/1"))
            .under(ManagementPolicy.standard().allowOpenBlocks().withMinPrefixLengths(8, 32));
    for (String wide : List.of("128.0.0.0/1", "10.0.0.0/7", "0.0.0.0/0", "2001:db8::/31")) {
      ClavigerException refusal =
          Refusal.expect(
              ErrorCode.BLOCK_NOT_ALLOWED_ON_WHITELIST,
              () -> add(small, Fixture.OWNER, 3, "1.1.1.1", wide));
      assertEquals(List.of(wide), refusal.parameters());
      String rule =
          wide.contains(":")
              ? "IPv6 block has a prefix length of at least 32"
              : "IPv4 block has a prefix length of at least 8";
      assertTrue(refusal.getMessage().startsWith(wide + " "), refusal.getMessage());
      assertTrue(refusal.getMessage().contains(rule), refusal.getMessage());
    }
    Whitelist after = add(small, Fixture.OWNER, 3, "11.0.0.0/8", "2001:db8::/32", "::").result();
    assertEquals(block("0.0.0.0/1"), after.entries().get(0).block(), "it was there before");
    assertEquals(4, after.size());
  }

  @Test
  void aListHasAtMostItsLimitOfEntries() {
    assertEquals(
        3, add(fixture.limitedTo(500, 3), Fixture.OWNER, 3, "1.1.1.1", "2.2.2.2").result().size());
    Refusal.expect(
        ErrorCode.TOO_MANY_WHITELIST_ENTRIES,
        List.of("2"),
        () -> add(fixture.limitedTo(500, 2), Fixture.OWNER, 3, "1.1.1.1", "2.2.2.2"));
  }

  @Test
  void removingIsByTheExactBlock() {
    Refusal.expect(
        ErrorCode.WHITELIST_ENTRY_NOT_FOUND,
        List.of("10.0.0.0/9", keyId(3).value()),
        () -> remove(fixture, Fixture.OWNER, 3, "10.0.0.0/9"));
    Refusal.expect(
        ErrorCode.WHITELIST_ENTRY_NOT_FOUND,
        List.of("10.1.2.3/32", keyId(3).value()),
        () -> rules.whitelists().entry(fixture.seenBy(Fixture.OWNER), keyId(3), block("10.1.2.3")));
    assertEquals(
        entry("10.0.0.0/8"),
        rules.whitelists().entry(fixture.seenBy(Fixture.OWNER), keyId(3), block("10.0.0.0/8")));
  }

  @Test
  void removingOneOfSeveralLeavesTheRest() {
    Proposal<Whitelist> proposal = remove(fixture, Fixture.OWNER, 2, "10.0.0.0/8");
    assertEquals(Samples.whitelist(HERE), proposal.result());
    OrganizationChange change = Proposed.change(fixture, Fixture.OWNER, proposal);
    assertEquals(proposal.result(), change.keys().updated().get(0).whitelist());
    assertEquals(
        List.of("API_KEY_WHITELIST_ENTRY_DELETED of 2 {whitelistEntry=10.0.0.0/8}"),
        Proposed.events(change));
  }

  @Test
  void removingTheLastEntryOpensAnotherKeyAndTheEventSaysSo() {
    ApiKey owner = listing(owner(1), HERE);
    Fixture listed = Fixture.with(owner, listing(member(3), "10.0.0.0/8"));
    for (Caller caller : List.of(Fixture.APPLICATION, Fixture.OWNER, calling(owner))) {
      assertEquals(
          List.of(
              "API_KEY_WHITELIST_ENTRY_DELETED of 3"
                  + " {openToEveryAddress=true, whitelistEntry=10.0.0.0/8}"),
          Proposed.events(
              Proposed.change(listed, caller, remove(listed, caller, 3, "10.0.0.0/8"))));
    }
  }

  @Test
  void removingTheLastEntryOpensNothingWhereAWhitelistIsRequired() {
    Fixture required = fixture.requiringWhitelist();
    assertEquals(
        List.of("API_KEY_WHITELIST_ENTRY_DELETED of 3 {whitelistEntry=10.0.0.0/8}"),
        Proposed.events(
            Proposed.change(
                required, Fixture.OWNER, remove(required, Fixture.OWNER, 3, "10.0.0.0/8"))));
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.7, 198.51.100.7/32",
    "198.51.100.7, 198.51.100.0/24",
    "::ffff:198.51.100.7, 198.51.100.0/24",
    "2001:db8::1, 2001:db8::/32",
  })
  void aKeyDoesNotRemoveTheEntryThatAdmitsIt(String address, String admitting) {
    ApiKey key = listing(member(2), admitting, "10.0.0.0/8");
    Fixture listed = Fixture.with(owner(1), key);
    Caller caller = calling(key, address);
    Refusal.expect(
        ErrorCode.WHITELIST_WOULD_EXCLUDE_CALLER,
        List.of(Samples.ip(address).toString()),
        () -> remove(listed, caller, 2, admitting));
    Proposed.change(listed, caller, remove(listed, caller, 2, "10.0.0.0/8"));
  }

  @Test
  void aKeyRemovesOneOfTwoEntriesThatAdmitIt() {
    ApiKey key = listing(member(2), HERE, "198.51.100.0/24");
    Fixture listed = Fixture.with(owner(1), key);
    Proposed.change(listed, calling(key), remove(listed, calling(key), 2, HERE));
    Proposed.change(listed, calling(key), remove(listed, calling(key), 2, "198.51.100.0/24"));
  }

  @Test
  void theRuleHoldsForAnOwnerKeyOnItselfOnly() {
    ApiKey owner = listing(owner(1), HERE);
    Fixture listed = Fixture.with(owner, listing(member(3), HERE));
    Refusal.expect(
        ErrorCode.WHITELIST_WOULD_EXCLUDE_CALLER, () -> remove(listed, calling(owner), 1, HERE));
    Proposed.change(listed, calling(owner), remove(listed, calling(owner), 3, HERE));
    Proposed.change(listed, Fixture.OWNER, remove(listed, Fixture.OWNER, 1, HERE));
    Proposed.change(listed, Fixture.APPLICATION, remove(listed, Fixture.APPLICATION, 1, HERE));
  }

  @Test
  void aKeyWithoutWhitelistChangesNone() {
    ApiKey owner = owner(1);
    ApiKey self = member(2);
    Fixture unlisted = Fixture.with(owner, self, listing(member(3), HERE));
    for (Caller.Key caller : List.of(calling(owner), calling(self))) {
      int own = caller.apiKey().equals(owner.id()) ? 1 : 2;
      Refusal.expect(
          ErrorCode.OPERATION_REQUIRES_WHITELIST,
          List.of(HERE),
          () -> add(unlisted, caller, own, HERE));
      Refusal.expect(
          ErrorCode.OPERATION_REQUIRES_WHITELIST, () -> remove(unlisted, caller, own, HERE));
    }
    Refusal.expect(
        ErrorCode.OPERATION_REQUIRES_WHITELIST, () -> add(unlisted, calling(owner), 3, "1.1.1.1"));
    Refusal.expect(
        ErrorCode.OPERATION_REQUIRES_WHITELIST, () -> remove(unlisted, calling(owner), 3, HERE));
    Refusal.expect(
        ErrorCode.OPERATION_REQUIRES_WHITELIST, () -> add(unlisted, calling(owner), 99, HERE));
    assertEquals(
        Whitelist.empty(), rules.whitelists().get(unlisted.seenBy(calling(self)), keyId(2)));
  }

  private Proposal<Whitelist> add(Fixture where, Caller caller, int key, String... blocks) {
    return change(where, caller, key, List.of(), List.of(blocks));
  }

  private Proposal<Whitelist> remove(Fixture where, Caller caller, int key, String block) {
    return change(where, caller, key, List.of(block), List.of());
  }

  private Proposal<Whitelist> change(
      Fixture where, Caller caller, int key, List<String> removed, List<String> added) {
    return rules
        .whitelists()
        .change(where.seenBy(caller), keyId(key), blocks(removed), blocks(added));
  }

  private static List<CidrBlock> blocks(List<String> texts) {
    return texts.stream().map(Samples::block).toList();
  }
}
