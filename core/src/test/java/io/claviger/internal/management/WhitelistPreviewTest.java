package io.claviger.internal.management;

import static io.claviger.internal.management.Fixture.HERE;
import static io.claviger.internal.management.Fixture.calling;
import static io.claviger.model.Samples.block;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.listing;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.CidrBlock;
import io.claviger.model.ErrorCode;
import io.claviger.model.Refusal;
import io.claviger.model.Whitelist;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a preview shows, and that it is refused where the change would be. */
class WhitelistPreviewTest {
  private static final ApiKey SELF = listing(member(2), HERE, "10.0.0.0/8");

  private final Fixture scene = Fixture.with(owner(1), SELF, listing(member(3), "10.0.0.0/8"));

  @Test
  void showsTheListAfterBoth() {
    Whitelist after = preview(Fixture.OWNER, 3, List.of("10.0.0.0/8"), List.of("1.1.1.1", "::1"));
    assertEquals(List.of(block("1.1.1.1"), block("::1")), blocks(after));
    assertEquals(blocks(SELF.whitelist()), blocks(preview(calling(SELF), 2, List.of(), List.of())));
  }

  @Test
  void aBlockThatGoesMayComeAgain() {
    assertEquals(
        List.of(block("10.0.0.0/8")),
        blocks(preview(Fixture.OWNER, 3, List.of("10.0.0.0/8"), List.of("10.0.0.0/8"))));
  }

  @Test
  void isRefusedWhereTheChangeWouldBe() {
    refused(ErrorCode.WHITELIST_ENTRY_NOT_FOUND, 3, List.of("10.0.0.0/9"), List.of());
    refused(ErrorCode.BLOCK_ALREADY_ON_WHITELIST, 3, List.of(), List.of("10.0.0.0/8"));
    refused(ErrorCode.DUPLICATE_BLOCKS, 3, List.of(), List.of("1.1.1.1", "1.1.1.1"));
    refused(ErrorCode.BLOCK_NOT_ALLOWED_ON_WHITELIST, 3, List.of(), List.of("0.0.0.0/0"));
    Refusal.expect(
        ErrorCode.TOO_MANY_WHITELIST_ENTRIES,
        () -> preview(scene.limitedTo(500, 1), Fixture.OWNER, 3, List.of(), List.of("1.1.1.1")));
    Refusal.expect(
        ErrorCode.WHITELIST_ACCESS_DENIED,
        () -> preview(calling(SELF), 3, List.of(), List.of("1.1.1.1")));
    Refusal.expect(
        ErrorCode.OPERATION_REQUIRES_WHITELIST,
        () -> preview(calling(owner(1)), 3, List.of(), List.of("1.1.1.1")));
  }

  /** Nothing is added, so no rule for what is added speaks. */
  @Test
  void aListAboveItsLimitMayShrink() {
    Fixture limited = scene.limitedTo(500, 0);
    assertEquals(
        List.of(), blocks(preview(limited, Fixture.OWNER, 3, List.of("10.0.0.0/8"), List.of())));
    assertEquals(
        List.of(block("10.0.0.0/8")),
        blocks(preview(limited, Fixture.OWNER, 3, List.of(), List.of())));
  }

  @Test
  void tellsAKeyThatItWouldLockItselfOut() {
    Refusal.expect(
        ErrorCode.WHITELIST_WOULD_EXCLUDE_CALLER,
        List.of(HERE),
        () -> preview(calling(SELF), 2, List.of(HERE), List.of("1.1.1.1")));
    assertEquals(
        List.of(block("10.0.0.0/8"), block("198.51.100.0/24")),
        blocks(preview(calling(SELF), 2, List.of(HERE), List.of("198.51.100.0/24"))));
  }

  private void refused(ErrorCode code, int key, List<String> removed, List<String> added) {
    Refusal.expect(code, () -> preview(Fixture.OWNER, key, removed, added));
  }

  private Whitelist preview(Caller caller, int key, List<String> removed, List<String> added) {
    return preview(scene, caller, key, removed, added);
  }

  private static Whitelist preview(
      Fixture scene, Caller caller, int key, List<String> removed, List<String> added) {
    return Fixture.rules()
        .whitelists()
        .change(scene.seenBy(caller), keyId(key), parsed(removed), parsed(added))
        .result();
  }

  private static List<CidrBlock> parsed(List<String> blocks) {
    return blocks.stream().map(CidrBlock::parse).toList();
  }

  private static List<CidrBlock> blocks(Whitelist whitelist) {
    return whitelist.entries().stream().map(entry -> entry.block()).toList();
  }
}
