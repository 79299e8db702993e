package io.claviger.store.tck.management;

import static io.claviger.store.tck.management.Cast.ABROAD;
import static io.claviger.store.tck.management.Cast.HOME;
import static io.claviger.store.tck.management.Cast.HOME_BLOCK;
import static io.claviger.store.tck.management.Cast.OTHER_BLOCK;
import static io.claviger.store.tck.management.Verdict.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKeys;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.CidrBlock;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventType;
import io.claviger.model.Limits;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.Role;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.store.tck.StoreUnderTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whitelists, and what they do to their own keys (specification, section 1.13). */
public abstract class WhitelistManagementGroup extends ManagementGroup {
  /** On that store. */
  protected WhitelistManagementGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  @Test
  void entriesAreAddedInOrderAndSaySo() {
    Cast cast = world().newCast();
    Picture before = cast.picture();
    long revision = before.facts().orElseThrow().organization().revision().number();

    Whitelist after =
        cast.as(Cast.Who.OWNER_KEY)
            .addToWhitelist(cast.id(), cast.targetId(), blocks("2001:db8::/32", "192.0.2.9"));

    assertEquals(
        blocks("192.0.2.9/32", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"),
        after.entries().stream().map(WhitelistEntry::block).toList());
    assertEquals(
        new WhitelistEntry(CidrBlock.parse("192.0.2.9"), World.START, revision + 1),
        after.entries().get(0));
    Picture picture = cast.picture();
    assertEquals(after, picture.key(cast.targetId()).whitelist());
    assertEquals(
        List.of(
            Map.of("whitelistEntry", "2001:db8::/32"), Map.of("whitelistEntry", "192.0.2.9/32")),
        details(picture.eventsSince(before), EventType.API_KEY_WHITELIST_ENTRY_ADDED));
  }

  /** Rows 6, 7 and 9, and "all or none". */
  @Test
  void oneBadBlockRefusesTheWholeRequest() {
    Cast cast = world().newCast();
    ApiKeys owner = cast.as(Cast.Who.OWNER_USER);
    Picture before = cast.picture();
    Map<String, ErrorCode> bad =
        Map.of(
            "203.0.113.0/24", ErrorCode.BLOCK_ALREADY_ON_WHITELIST,
            "192.0.2.1/32", ErrorCode.DUPLICATE_BLOCKS,
            "0.0.0.0/0", ErrorCode.BLOCK_NOT_ALLOWED_ON_WHITELIST,
            "::/0", ErrorCode.BLOCK_NOT_ALLOWED_ON_WHITELIST,
            "::ffff:0:0/96", ErrorCode.BLOCK_NOT_ALLOWED_ON_WHITELIST,
            "0.0.0.0", ErrorCode.BLOCK_NOT_ALLOWED_ON_WHITELIST,
            "::", ErrorCode.BLOCK_NOT_ALLOWED_ON_WHITELIST);

    bad.forEach(
        (text, code) -> {
          assertRefused(
              code,
              () -> owner.addToWhitelist(cast.id(), cast.targetId(), blocks("192.0.2.1", text)));
          assertEquals(before, cast.picture(), text);
        });
    assertEquals(
        before.key(cast.targetId()).whitelist(),
        owner.addToWhitelist(cast.id(), cast.targetId(), List.of()));
    assertEquals(before, cast.picture(), "no block is no change");
  }

  @Test
  void aPolicyMayAllowOpenBlocks() {
    World world = world(options -> options.policy(ManagementPolicy.standard().allowOpenBlocks()));
    Cast cast = world.newCast();
    Whitelist after =
        world
            .asHost()
            .addToWhitelist(cast.id(), cast.targetId(), blocks("0.0.0.0/0", "::/0", "::"));
    assertEquals(5, after.size());
  }

  @Test
  void aWhitelistHasAsManyEntriesAsItsLimit() {
    Cast cast = world().newCast();
    ApiKeys host = cast.world().asHost();
    host.updateOrganization(cast.id(), OrganizationPatch.nothing().limit(new Limits(500, 3)));
    Picture before = cast.picture();

    assertRefused(
        ErrorCode.TOO_MANY_WHITELIST_ENTRIES,
        () -> host.addToWhitelist(cast.id(), cast.targetId(), blocks("192.0.2.1", "192.0.2.2")));
    assertRefused(
        ErrorCode.TOO_MANY_WHITELIST_ENTRIES,
        () ->
            host.create(
                cast.id(),
                NewApiKey.of("four", Role.ORG_MEMBER)
                    .withWhitelist(
                        blocks("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4")
                            .toArray(new CidrBlock[0]))));
    assertEquals(before, cast.picture());
    host.addToWhitelist(cast.id(), cast.targetId(), blocks("192.0.2.1"));
  }

  @Test
  void aFullWhitelistIsReplacedInOneChangeOrNotAtAll() {
    Cast cast = world().newCast();
    ApiKeys host = cast.world().asHost();
    host.updateOrganization(cast.id(), OrganizationPatch.nothing().limit(new Limits(500, 2)));
    Picture before = cast.picture();
    List<CidrBlock> all = List.of(HOME_BLOCK, OTHER_BLOCK);

    assertRefused(
        ErrorCode.TOO_MANY_WHITELIST_ENTRIES,
        () ->
            host.changeWhitelist(
                cast.id(), cast.targetId(), all, blocks("192.0.2.1", "192.0.2.2", "192.0.2.3")));
    assertRefused(
        ErrorCode.WHITELIST_ENTRY_NOT_FOUND,
        () ->
            host.changeWhitelist(
                cast.id(), cast.targetId(), blocks("192.0.2.1"), blocks("192.0.2.2")));
    assertEquals(before, cast.picture());

    Whitelist after =
        host.changeWhitelist(cast.id(), cast.targetId(), all, blocks("192.0.2.1", "192.0.2.2"));

    assertEquals(
        blocks("192.0.2.1", "192.0.2.2"),
        after.entries().stream().map(WhitelistEntry::block).toList());
    Picture picture = cast.picture();
    assertEquals(after, picture.key(cast.targetId()).whitelist());
    assertEquals(
        before.facts().orElseThrow().organization().revision().number() + 1,
        picture.facts().orElseThrow().organization().revision().number());
  }

  @Test
  void theLastEntryThatGoesOpensTheKeyAndTheEventSaysSo() {
    Cast cast = world().newCast();
    ApiKeys owner = cast.as(Cast.Who.OWNER_USER);
    Picture before = cast.picture();

    owner.removeFromWhitelist(cast.id(), cast.targetId(), HOME_BLOCK);
    Whitelist after = owner.removeFromWhitelist(cast.id(), cast.targetId(), OTHER_BLOCK);

    assertEquals(Whitelist.empty(), after);
    assertEquals(
        List.of(
            Map.of("whitelistEntry", "203.0.113.0/24"),
            Map.of("whitelistEntry", "198.51.100.0/24", "openToEveryAddress", "true")),
        details(cast.picture().eventsSince(before), EventType.API_KEY_WHITELIST_ENTRY_DELETED));
    ApiKeyId id = cast.targetId();
    assertEquals(id, cast.world().as(cast.target(), ABROAD).get(cast.id(), id).id());
  }

  @Test
  void whereWhitelistsAreRequiredAnEmptyOneIsClosedNotOpen() {
    Cast cast = world().newCast();
    ApiKeys owner = cast.as(Cast.Who.OWNER_KEY);
    owner.updateOrganization(cast.id(), OrganizationPatch.nothing().requireWhitelist(true));
    Picture before = cast.picture();

    owner.removeFromWhitelist(cast.id(), cast.member().apiKey().id(), HOME_BLOCK);

    assertEquals(
        List.of(Map.of("whitelistEntry", "203.0.113.0/24")),
        details(cast.picture().eventsSince(before), EventType.API_KEY_WHITELIST_ENTRY_DELETED));
    ApiKeyId member = cast.member().apiKey().id();
    assertRefused(
        ErrorCode.ORGANIZATION_REQUIRES_WHITELIST,
        () -> cast.world().as(cast.member(), HOME).get(cast.id(), member));
  }

  private static List<CidrBlock> blocks(String... texts) {
    return Arrays.stream(texts).map(CidrBlock::parse).toList();
  }

  private static List<Map<String, String>> details(List<AuditEvent> events, EventType type) {
    events.forEach(event -> assertEquals(type, event.type()));
    return events.stream().map(event -> Map.copyOf(event.details())).toList();
  }
}
