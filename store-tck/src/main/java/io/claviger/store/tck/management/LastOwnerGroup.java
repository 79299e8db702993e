package io.claviger.store.tck.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.claviger.ApiKeys;
import io.claviger.access.Caller;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ErrorCode;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.store.tck.StoreUnderTest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The last lasting owner stays (specification, Appendix B, row 3). */
public abstract class LastOwnerGroup extends ManagementGroup {
  private static final Caller HOST = Caller.application("contract");

  /** On that store. */
  protected LastOwnerGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  /** A way to take a lasting owner away, and how it is refused. */
  record Removal(String name, ErrorCode refusal, Act act) {
    /** How it is done. */
    @FunctionalInterface
    interface Act {
      void run(ApiKeys api, OrganizationId organization, ApiKeyId owner);
    }

    static List<Removal> all() {
      ApiKeyPatch patch = ApiKeyPatch.nothing();
      return List.of(
          new Removal("delete", ErrorCode.LAST_OWNER_CANNOT_BE_REVOKED, ApiKeys::revoke),
          patch("demote", patch.replaceOrganizationRoles(Role.ORG_MEMBER)),
          patch("disable", patch.disable()),
          patch("expire", patch.expireAt(Cast.EXPIRY)));
    }

    private static Removal patch(String name, ApiKeyPatch patch) {
      return new Removal(
          name,
          ErrorCode.LAST_OWNER_CANNOT_BE_DEMOTED,
          (api, organization, owner) -> api.update(organization, owner, patch));
    }
  }

  @TestFactory
  Stream<DynamicTest> nobodyTakesTheLastOwnerAway() {
    World world = world();
    return forEach(
        removal -> {
          Cast cast = world.newCast();
          addOwnersThatDoNotLast(cast);
          Picture before = cast.picture();
          List<Cast.Who> owners = List.of(Cast.Who.HOST, Cast.Who.OWNER_USER, Cast.Who.OWNER_KEY);
          for (Cast.Who who : owners) {
            ApiKeys api = cast.as(who);
            Verdict verdict = Verdict.of(() -> removal.act().run(api, cast.id(), ownerId(cast)));
            assertEquals(Optional.of(removal.refusal()), verdict.refusal(), who::name);
            assertEquals(before, cast.picture());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> theLastButOneMayGo() {
    World world = world();
    return forEach(
        removal -> {
          Cast cast = world.newCast();
          ApiKeyId second = addOwner(cast);
          removal.act().run(cast.as(Cast.Who.OWNER_KEY), cast.id(), ownerId(cast));
          assertEquals(1, cast.picture().lastingOwners());
          Verdict verdict =
              Verdict.of(() -> removal.act().run(cast.as(Cast.Who.OWNER_USER), cast.id(), second));
          assertEquals(Optional.of(removal.refusal()), verdict.refusal());
        });
  }

  @TestFactory
  Stream<DynamicTest> theLastMayGoWhereTheHostHasOwners() {
    World world = world();
    return forEach(
        removal -> {
          Cast cast = world.newCast();
          world.setOwnerOutside(true);
          removal.act().run(cast.as(Cast.Who.OWNER_USER), cast.id(), ownerId(cast));
          world.setOwnerOutside(false);
          assertEquals(0, cast.picture().lastingOwners());
        });
  }

  /** What takes no lasting owner away is never refused for it. */
  @TestFactory
  Stream<DynamicTest> anOwnerThatDoesNotLastMayGo() {
    World world = world();
    return forEach(
        removal -> {
          Cast cast = world.newCast();
          for (ApiKeyId id : addOwnersThatDoNotLast(cast)) {
            removal.act().run(cast.as(Cast.Who.OWNER_KEY), cast.id(), id);
          }
          assertEquals(1, cast.picture().lastingOwners());
        });
  }

  /** A store may read a key after the organization, so an owner that is not counted there yet. */
  @TestFactory
  Stream<DynamicTest> whoBecomesAnOwnerMeanwhileIsNotTheLast() {
    World world = world();
    return forEach(
        removal -> {
          Cast cast = world.newCast();
          ApiKeyId member = cast.member().apiKey().id();
          ApiKeyPatch promotion = ApiKeyPatch.nothing().replaceOrganizationRoles(Role.ORG_OWNER);
          ChangedMeanwhile.call(
              world,
              () -> world.asHost().update(cast.id(), member, promotion),
              claviger -> removal.act().run(claviger.actingAs(HOST), cast.id(), member));
          assertEquals(1, cast.picture().lastingOwners());
        });
  }

  private interface Check {
    void run(Removal removal);
  }

  private static Stream<DynamicTest> forEach(Check check) {
    return Removal.all().stream()
        .map(removal -> dynamicTest(removal.name(), () -> check.run(removal)));
  }

  private static ApiKeyId ownerId(Cast cast) {
    return cast.owner().apiKey().id();
  }

  private static ApiKeyId addOwner(Cast cast) {
    NewApiKey request = NewApiKey.of("second", Role.ORG_OWNER).withWhitelist(Cast.HOME_BLOCK);
    return cast.world().asHost().create(cast.id(), request).apiKey().id();
  }

  private static List<ApiKeyId> addOwnersThatDoNotLast(Cast cast) {
    ApiKeys host = cast.world().asHost();
    NewApiKey request = NewApiKey.of("for a while", Role.ORG_OWNER);
    ApiKeyId expiring =
        host.create(cast.id(), request.withExpiry(Cast.EXPIRY.plusSeconds(1))).apiKey().id();
    ApiKeyId disabled = host.create(cast.id(), request).apiKey().id();
    host.update(cast.id(), disabled, ApiKeyPatch.nothing().disable());
    return List.of(expiring, disabled);
  }
}
