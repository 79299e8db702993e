package io.claviger.store.tck.management;

import static io.claviger.store.tck.management.Verdict.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.claviger.ApiKeys;
import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ErrorCode;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.model.Role;
import io.claviger.store.tck.StoreUnderTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may do what, and that a refusal changes nothing. */
public abstract class PermissionGroup extends ManagementGroup {
  /** On that store. */
  protected PermissionGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  @TestFactory
  final Stream<DynamicTest> everybodyMayDoWhatTheTableSays() {
    World world = world();
    return Deeds.all().stream()
        .map(deed -> dynamicTest(deed.name(), () -> assertVerdicts(world, deed)));
  }

  private static void assertVerdicts(World world, Deed deed) {
    Cast cast = world.newCast();
    for (Cast.Who who : Cast.Who.values()) {
      ApiKeys api = cast.as(who);
      Picture before = cast.picture();
      Picture elsewhere = world.picture(cast.stranger().apiKey().organization());

      Cast done = cast;
      Verdict verdict = Verdict.of(() -> deed.act().run(api, done));

      assertEquals(deed.expected(who), verdict.refusal(), who + ": " + deed.name());
      assertEquals(elsewhere, world.picture(cast.stranger().apiKey().organization()));
      if (verdict.allowed()) {
        cast = world.newCast();
      } else {
        assertEquals(before, cast.picture(), who + " was refused to " + deed.name());
      }
    }
  }

  @TestFactory
  final Stream<DynamicTest> whoeverAsksFirstIsToldWhatTheTableSaysAndChangesNothing() {
    World world = world();
    Cast cast = world.newCast();
    return Questions.all().stream()
        .map(
            question ->
                dynamicTest(
                    question.name(),
                    () -> {
                      Picture before = cast.picture();
                      for (Cast.Who who : Cast.Who.values()) {
                        assertEquals(
                            question.expected(who),
                            Verdict.of(() -> question.act().run(cast.as(who), cast)).refusal(),
                            who + ": " + question.name());
                      }
                      assertEquals(before, cast.picture());
                    }));
  }

  @TestFactory
  final Stream<DynamicTest> nothingCanBeDoneInADeletedOrganization() {
    World world = world();
    Cast cast = world.newCast();
    Map<Cast.Who, Caller> callers = cast.callers();
    world.asHost().deleteOrganization(cast.id());
    Picture end = cast.picture();
    return Stream.concat(Deeds.all().stream(), Questions.all().stream())
        .filter(deed -> deed.expected(Cast.Who.STRANGER_USER).isPresent())
        .map(
            deed ->
                dynamicTest(
                    deed.name(),
                    () -> {
                      callers.forEach((who, caller) -> assertGone(cast, deed, who, caller));
                      assertEquals(end, cast.picture());
                    }));
  }

  private static void assertGone(Cast cast, Deed deed, Cast.Who who, Caller caller) {
    ErrorCode expected =
        switch (who) {
          case STRANGER_USER, STRANGER_KEY -> ErrorCode.NO_ACCESS_TO_ORGANIZATION;
          case HOST, OWNER_USER, MEMBER_USER, PROJECT_OWNER_USER ->
              ErrorCode.ORGANIZATION_NOT_FOUND;
          case OWNER_KEY, TARGET_ITSELF, MEMBER_KEY, PROJECT_OWNER_KEY ->
              ErrorCode.CALLING_KEY_NOT_VALID;
        };
    ApiKeys api = cast.world().as(caller);
    assertEquals(
        Optional.of(expected), Verdict.of(() -> deed.act().run(api, cast)).refusal(), who::name);
  }

  @Test
  void anOrganizationThatNeverWasIsAnsweredLikeADeletedOne() {
    World world = world();
    OrganizationId never = new OrganizationId("never");
    assertRefused(ErrorCode.ORGANIZATION_NOT_FOUND, () -> world.asHost().getOrganization(never));
    Caller owner = Caller.user("olga", never, Role.ORG_OWNER);
    assertRefused(ErrorCode.ORGANIZATION_NOT_FOUND, () -> world.as(owner).getOrganization(never));
    Caller stranger = Caller.user("sam");
    assertRefused(
        ErrorCode.NO_ACCESS_TO_ORGANIZATION, () -> world.as(stranger).getOrganization(never));
    assertRefused(
        ErrorCode.NO_ACCESS_TO_ORGANIZATION,
        () -> world.newCast().as(Cast.Who.OWNER_KEY).getOrganization(never));
  }

  /** What a key sees of the list is itself, wherever the page begins. */
  @Test
  void aKeyThatIsNoOwnerListsItselfAlone() {
    Cast cast = world().newCast();
    ApiKeys target = cast.as(Cast.Who.TARGET_ITSELF);
    List<ApiKey> itself = List.of(cast.picture().key(cast.targetId()));

    assertEquals(new KeyPage(itself, false), target.list(cast.id(), PageQuery.first(1)));
    assertEquals(
        new KeyPage(itself, false),
        target.list(cast.id(), PageQuery.first(1).after(new ApiKeyId("0".repeat(24)))));
    assertEquals(
        new KeyPage(List.of(), false),
        target.list(cast.id(), PageQuery.first(1).after(cast.targetId())));
  }
}
