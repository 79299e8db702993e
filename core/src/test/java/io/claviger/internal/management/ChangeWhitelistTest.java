package io.claviger.internal.management;

import static io.claviger.Samples.NOW;
import static io.claviger.Samples.block;
import static io.claviger.Samples.entry;
import static io.claviger.Samples.keyId;
import static io.claviger.Samples.listing;
import static io.claviger.Samples.member;
import static io.claviger.Samples.owner;
import static io.claviger.internal.management.Scene.HERE;
import static io.claviger.internal.management.Scene.calling;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKey;
import io.claviger.Caller;
import io.claviger.CidrBlock;
import io.claviger.ClavigerException;
import io.claviger.ErrorCode;
import io.claviger.ManagementPolicy;
import io.claviger.Refusal;
import io.claviger.Samples;
import io.claviger.Whitelist;
import io.claviger.WhitelistEntry;
import io.claviger.spi.OrganizationChange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Appendix B, rows 6, 7, 9, 12, 13 and 14. */
class ChangeWhitelistTest {
  private static final ApiKey SELF = listing(member(2), HERE, "10.0.0.0/8");

  private final Rules rules = Scene.rules();
  private final Scene scene = Scene.with(owner(1), SELF, listing(member(3), "10.0.0.0/8"));

  @Test
  void newEntriesBearTheTimeAndTheNextRevision() {
    Proposal<Whitelist> proposal = add(scene, Scene.OWNER, 3, "::1", "9.9.9.9");
    WhitelistEntry first = new WhitelistEntry(block("9.9.9.9"), NOW, 8);
    WhitelistEntry last = new WhitelistEntry(block("::1"), NOW, 8);
    assertEquals(List.of(first, entry("10.0.0.0/8"), last), proposal.result().entries());
    OrganizationChange change = Proposed.change(scene, Scene.OWNER, proposal);
    assertEquals(proposal.result(), change.keys().updated().get(0).whitelist());
    assertEquals(
        List.of(
            "API_KEY_WHITELIST_ENTRY_ADDED of 3 {whitelistEntry=::1/128}",
            "API_KEY_WHITELIST_ENTRY_ADDED of 3 {whitelistEntry=9.9.9.9/32}"),
        Proposed.events(change));
    assertEquals(scene.organization().counters(), change.organization().counters());
  }

  @Test
  void someGoAndOthersComeInOneChange() {
    Scene full = scene.limitedTo(500, 1);
    Proposal<Whitelist> proposal =
        change(full, Scene.OWNER, 3, List.of("10.0.0.0/8", "10.0.0.0/8"), List.of("192.0.2.0/24"));
    WhitelistEntry only = new WhitelistEntry(block("192.0.2.0/24"), NOW, 8);
    assertEquals(List.of(only), proposal.result().entries());
    OrganizationChange change = Proposed.change(full, Scene.OWNER, proposal);
    assertEquals(proposal.result(), change.keys().updated().get(0).whitelist());
    assertEquals(
        List.of(
            "API_KEY_WHITELIST_ENTRY_DELETED of 3 {whitelistEntry=10.0.0.0/8}",
            "API_KEY_WHITELIST_ENTRY_ADDED of 3 {whitelistEntry=192.0.2.0/24}"),
        Proposed.events(change));
  }

  @Test
  void aReaddedEntryIsAnotherEntry() {
    Scene removed =
        scene.after(
            Proposed.change(scene, Scene.OWNER, remove(scene, Scene.OWNER, 3, "10.0.0.0/8")));
    Whitelist after = add(removed, Scene.OWNER, 3, "10.0.0.0/8").result();
    assertEquals(9, after.entries().get(0).addedIn());
  }

  @Test
  void addingNothingChangesNothing() {
    Proposal<Whitelist> proposal = add(scene, Scene.OWNER, 3);
    Proposed.nothing(proposal);
    assertEquals(Samples.whitelist("10.0.0.0/8"), proposal.result());
    Proposed.nothing(add(scene.limitedTo(500, 0), Scene.OWNER, 3));
  }

  @Test
  void ifOneIsListedNoneIsAdded() {
    Refusal.expect(
        ErrorCode.ADDRESS_ALREADY_IN_WHITELIST,
        List.of("10.0.0.0/8"),
        () -> add(scene, Scene.OWNER, 3, "1.1.1.1", "10.0.0.0/8"));
    Refusal.expect(
        ErrorCode.ADDRESS_ALREADY_IN_WHITELIST,
        List.of("198.51.100.7/32"),
        () -> add(scene, Scene.OWNER, 2, "198.51.100.7/32"));
    Refusal.expect(
        ErrorCode.ADDRESS_ALREADY_IN_WHITELIST,
        () -> add(scene, Scene.OWNER, 2, "::ffff:198.51.100.7"));
  }

  @Test
  void noBlockIsNamedTwice() {
    Refusal.expect(
        ErrorCode.DUPLICATE_ADDRESSES_IN_INPUT,
        List.of("1.1.1.1/32"),
        () -> add(scene, Scene.OWNER, 3, "1.1.1.1", "2.2.2.2", "1.1.1.1/32"));
    Refusal.expect(
        ErrorCode.DUPLICATE_ADDRESSES_IN_INPUT,
        List.of("10.0.0.0/8"),
        () -> add(scene, Scene.OWNER, 3, "10.0.0.0/8", "10.0.0.0/8"));
  }

  @Test
  void aNarrowerOrWiderBlockIsNotListedYet() {
    assertEquals(3, add(scene, Scene.OWNER, 3, "10.0.0.0/9", "10.0.0.0/7").result().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0", "0.0.0.0", "::", "::ffff:0:0/96"})
  void openBlocksNeedAPolicy(String open) {
    Refusal.expect(
        ErrorCode.CANNOT_ADD_IP_ADDRESS_TO_API_KEY_WHITELIST,
        List.of(block(open).toString()),
        () -> add(scene, Scene.OWNER, 3, "1.1.1.1", open));
    Scene open2 = scene.under(ManagementPolicy.standard().allowOpenBlocks());
    assertEquals(2, add(open2, Scene.OWNER, 3, open).result().size());
  }

  @Test
  void aPolicyMayAskForSmallBlocks() {
    Scene small =
        Scene.with(owner(1), listing(member(3), "0.0.0.0/1"))
            .under(ManagementPolicy.standard().allowOpenBlocks().withLeastPrefixes(8, 32));
    for (String wide : List.of("128.0.0.0/1", "10.0.0.0/7", "0.0.0.0/0", "2001:db8::/31")) {
      ClavigerException refusal =
          Refusal.expect(
              ErrorCode.CANNOT_ADD_IP_ADDRESS_TO_API_KEY_WHITELIST,
              () -> add(small, Scene.OWNER, 3, "1.1.1.1", wide));
      assertEquals(List.of(wide), refusal.parameters());
      String rule =
          wide.contains(":")
              ? "IPv6 block has a prefix length of at least 32"
              : "IPv4 block has a prefix length of at least 8";
      assertTrue(refusal.getMessage().startsWith(wide + " "), refusal.getMessage());
      assertTrue(refusal.getMessage().contains(rule), refusal.getMessage());
    }
    Whitelist after = add(small, Scene.OWNER, 3, "11.0.0.0/8", "2001:db8::/32", "::").result();
    assertEquals(block("0.0.0.0/1"), after.entries().get(0).block(), "it was there before");
    assertEquals(4, after.size());
  }

  @Test
  void aListHasAtMostItsLimitOfEntries() {
    assertEquals(
        3, add(scene.limitedTo(500, 3), Scene.OWNER, 3, "1.1.1.1", "2.2.2.2").result().size());
    Refusal.expect(
        ErrorCode.MAX_WHITELIST_ENTRIES_EXCEEDED,
        List.of("2"),
        () -> add(scene.limitedTo(500, 2), Scene.OWNER, 3, "1.1.1.1", "2.2.2.2"));
  }

  @Test
  void removingIsByTheExactBlock() {
    Refusal.expect(
        ErrorCode.API_KEY_WHITELIST_NOT_FOUND,
        List.of("10.0.0.0/9", keyId(3).value()),
        () -> remove(scene, Scene.OWNER, 3, "10.0.0.0/9"));
    Refusal.expect(
        ErrorCode.API_KEY_WHITELIST_NOT_FOUND,
        List.of("10.1.2.3/32", keyId(3).value()),
        () -> rules.whitelists().entry(scene.seenBy(Scene.OWNER), keyId(3), block("10.1.2.3")));
    assertEquals(
        entry("10.0.0.0/8"),
        rules.whitelists().entry(scene.seenBy(Scene.OWNER), keyId(3), block("10.0.0.0/8")));
  }

  @Test
  void removingOneOfSeveralLeavesTheRest() {
    Proposal<Whitelist> proposal = remove(scene, Scene.OWNER, 2, "10.0.0.0/8");
    assertEquals(Samples.whitelist(HERE), proposal.result());
    OrganizationChange change = Proposed.change(scene, Scene.OWNER, proposal);
    assertEquals(proposal.result(), change.keys().updated().get(0).whitelist());
    assertEquals(
        List.of("API_KEY_WHITELIST_ENTRY_DELETED of 2 {whitelistEntry=10.0.0.0/8}"),
        Proposed.events(change));
  }

  @Test
  void removingTheLastEntryOpensAnotherKeyAndTheEventSaysSo() {
    ApiKey owner = listing(owner(1), HERE);
    Scene listed = Scene.with(owner, listing(member(3), "10.0.0.0/8"));
    for (Caller caller : List.of(Scene.HOST, Scene.OWNER, calling(owner))) {
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
    Scene required = scene.requiringWhitelist();
    assertEquals(
        List.of("API_KEY_WHITELIST_ENTRY_DELETED of 3 {whitelistEntry=10.0.0.0/8}"),
        Proposed.events(
            Proposed.change(
                required, Scene.OWNER, remove(required, Scene.OWNER, 3, "10.0.0.0/8"))));
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
    Scene listed = Scene.with(owner(1), key);
    Caller caller = calling(key, address);
    Refusal.expect(
        ErrorCode.CANNOT_REMOVE_CALLER_FROM_WHITELIST,
        List.of(Samples.ip(address).toString()),
        () -> remove(listed, caller, 2, admitting));
    Proposed.change(listed, caller, remove(listed, caller, 2, "10.0.0.0/8"));
  }

  @Test
  void aKeyRemovesOneOfTwoEntriesThatAdmitIt() {
    ApiKey key = listing(member(2), HERE, "198.51.100.0/24");
    Scene listed = Scene.with(owner(1), key);
    Proposed.change(listed, calling(key), remove(listed, calling(key), 2, HERE));
    Proposed.change(listed, calling(key), remove(listed, calling(key), 2, "198.51.100.0/24"));
  }

  @Test
  void aKeyDoesNotOpenItselfToEveryAddress() {
    ApiKey key = listing(member(2), HERE);
    Scene listed = Scene.with(owner(1), key);
    Refusal.expect(
        ErrorCode.CANNOT_REMOVE_CALLER_FROM_WHITELIST,
        List.of(HERE),
        () -> remove(listed, calling(key), 2, HERE));
  }

  @Test
  void theRuleHoldsForAnOwnerKeyOnItselfOnly() {
    ApiKey owner = listing(owner(1), HERE);
    Scene listed = Scene.with(owner, listing(member(3), HERE));
    Refusal.expect(
        ErrorCode.CANNOT_REMOVE_CALLER_FROM_WHITELIST,
        () -> remove(listed, calling(owner), 1, HERE));
    Proposed.change(listed, calling(owner), remove(listed, calling(owner), 3, HERE));
    Proposed.change(listed, Scene.OWNER, remove(listed, Scene.OWNER, 1, HERE));
    Proposed.change(listed, Scene.HOST, remove(listed, Scene.HOST, 1, HERE));
  }

  @Test
  void aKeyWithoutWhitelistChangesNone() {
    ApiKey owner = owner(1);
    ApiKey self = member(2);
    Scene unlisted = Scene.with(owner, self, listing(member(3), HERE));
    for (Caller.Key caller : List.of(calling(owner), calling(self))) {
      int own = caller.apiKey().equals(owner.id()) ? 1 : 2;
      Refusal.expect(
          ErrorCode.RESOURCE_REQUIRES_WHITELIST,
          List.of(HERE),
          () -> add(unlisted, caller, own, HERE));
      Refusal.expect(
          ErrorCode.RESOURCE_REQUIRES_WHITELIST, () -> remove(unlisted, caller, own, HERE));
    }
    Refusal.expect(
        ErrorCode.RESOURCE_REQUIRES_WHITELIST, () -> add(unlisted, calling(owner), 3, "1.1.1.1"));
    Refusal.expect(
        ErrorCode.RESOURCE_REQUIRES_WHITELIST, () -> remove(unlisted, calling(owner), 3, HERE));
    Refusal.expect(
        ErrorCode.RESOURCE_REQUIRES_WHITELIST, () -> add(unlisted, calling(owner), 99, HERE));
    assertEquals(
        Whitelist.empty(), rules.whitelists().get(unlisted.seenBy(calling(self)), keyId(2)));
  }

  @Test
  void aHostMayLetThemAndTheFirstEntryStillAdmitsTheCaller() {
    ApiKey self = member(2);
    Scene lenient =
        Scene.with(owner(1), self, listing(member(3), "10.0.0.0/8"))
            .under(ManagementPolicy.standard().allowWhitelistEditsWithoutWhitelist());
    Refusal.expect(
        ErrorCode.CANNOT_REMOVE_CALLER_FROM_WHITELIST,
        List.of(HERE),
        () -> add(lenient, calling(self), 2, "10.0.0.0/8"));
    Proposed.change(lenient, calling(self), add(lenient, calling(self), 2, "10.0.0.0/8", HERE));
    Proposed.change(lenient, calling(owner(1)), add(lenient, calling(owner(1)), 3, "11.0.0.0/8"));
    Proposed.change(
        lenient, calling(owner(1)), remove(lenient, calling(owner(1)), 3, "10.0.0.0/8"));
  }

  private Proposal<Whitelist> add(Scene where, Caller caller, int key, String... blocks) {
    return change(where, caller, key, List.of(), List.of(blocks));
  }

  private Proposal<Whitelist> remove(Scene where, Caller caller, int key, String block) {
    return change(where, caller, key, List.of(block), List.of());
  }

  private Proposal<Whitelist> change(
      Scene where, Caller caller, int key, List<String> removed, List<String> added) {
    return rules
        .whitelists()
        .change(where.seenBy(caller), keyId(key), blocks(removed), blocks(added));
  }

  private static List<CidrBlock> blocks(List<String> texts) {
    return texts.stream().map(Samples::block).toList();
  }
}
