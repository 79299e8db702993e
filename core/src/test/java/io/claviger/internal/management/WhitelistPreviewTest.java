package io.claviger.internal.management;

import static io.claviger.Samples.block;
import static io.claviger.Samples.keyId;
import static io.claviger.Samples.listing;
import static io.claviger.Samples.member;
import static io.claviger.Samples.owner;
import static io.claviger.internal.management.Scene.HERE;
import static io.claviger.internal.management.Scene.calling;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKey;
import io.claviger.Caller;
import io.claviger.CidrBlock;
import io.claviger.ErrorCode;
import io.claviger.Refusal;
import io.claviger.Whitelist;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a preview shows, and that it is refused where the change would be. */
class WhitelistPreviewTest {
  private static final ApiKey SELF = listing(member(2), HERE, "10.0.0.0/8");

  private final Scene scene = Scene.with(owner(1), SELF, listing(member(3), "10.0.0.0/8"));

  @Test
  void showsTheListAfterBoth() {
    Whitelist after = preview(Scene.OWNER, 3, List.of("10.0.0.0/8"), List.of("1.1.1.1", "::1"));
    assertEquals(List.of(block("1.1.1.1"), block("::1")), blocks(after));
    assertEquals(blocks(SELF.whitelist()), blocks(preview(calling(SELF), 2, List.of(), List.of())));
  }

  @Test
  void aBlockThatGoesMayComeAgain() {
    assertEquals(
        List.of(block("10.0.0.0/8")),
        blocks(preview(Scene.OWNER, 3, List.of("10.0.0.0/8"), List.of("10.0.0.0/8"))));
  }

  @Test
  void isRefusedWhereTheChangeWouldBe() {
    refused(ErrorCode.API_KEY_WHITELIST_NOT_FOUND, 3, List.of("10.0.0.0/9"), List.of());
    refused(ErrorCode.ADDRESS_ALREADY_IN_WHITELIST, 3, List.of(), List.of("10.0.0.0/8"));
    refused(ErrorCode.DUPLICATE_ADDRESSES_IN_INPUT, 3, List.of(), List.of("1.1.1.1", "1.1.1.1"));
    refused(
        ErrorCode.CANNOT_ADD_IP_ADDRESS_TO_API_KEY_WHITELIST, 3, List.of(), List.of("0.0.0.0/0"));
    Refusal.expect(
        ErrorCode.MAX_WHITELIST_ENTRIES_EXCEEDED,
        () -> preview(scene.limitedTo(500, 1), Scene.OWNER, 3, List.of(), List.of("1.1.1.1")));
    Refusal.expect(
        ErrorCode.API_KEY_WHITELIST_ACCESS_DENIED,
        () -> preview(calling(SELF), 3, List.of(), List.of("1.1.1.1")));
    Refusal.expect(
        ErrorCode.RESOURCE_REQUIRES_WHITELIST,
        () -> preview(calling(owner(1)), 3, List.of(), List.of("1.1.1.1")));
  }

  /** Nothing is added, so no rule for what is added speaks. */
  @Test
  void aListAboveItsLimitMayShrink() {
    Scene limited = scene.limitedTo(500, 0);
    assertEquals(
        List.of(), blocks(preview(limited, Scene.OWNER, 3, List.of("10.0.0.0/8"), List.of())));
    assertEquals(
        List.of(block("10.0.0.0/8")),
        blocks(preview(limited, Scene.OWNER, 3, List.of(), List.of())));
  }

  @Test
  void tellsAKeyThatItWouldLockItselfOut() {
    Refusal.expect(
        ErrorCode.CANNOT_REMOVE_CALLER_FROM_WHITELIST,
        List.of(HERE),
        () -> preview(calling(SELF), 2, List.of(HERE), List.of("1.1.1.1")));
    assertEquals(
        List.of(block("10.0.0.0/8"), block("198.51.100.0/24")),
        blocks(preview(calling(SELF), 2, List.of(HERE), List.of("198.51.100.0/24"))));
  }

  private void refused(ErrorCode code, int key, List<String> removed, List<String> added) {
    Refusal.expect(code, () -> preview(Scene.OWNER, key, removed, added));
  }

  private Whitelist preview(Caller caller, int key, List<String> removed, List<String> added) {
    return preview(scene, caller, key, removed, added);
  }

  private static Whitelist preview(
      Scene scene, Caller caller, int key, List<String> removed, List<String> added) {
    return Scene.rules()
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
