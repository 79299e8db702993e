package io.claviger.store.tck.management;

import static io.claviger.store.tck.management.Cast.ABROAD;
import static io.claviger.store.tck.management.Cast.HOME;
import static io.claviger.store.tck.management.Cast.HOME_BLOCK;
import static io.claviger.store.tck.management.Cast.OTHER_BLOCK;
import static io.claviger.store.tck.management.Verdict.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.ErrorCode;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.Role;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.arbitraries.ArbitraryCallers;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What whitelists do to the keys that call (specification, section 1.13, and Appendix B, rows 13
 * and 14).
 */
public abstract class WhitelistLockoutGroup extends ManagementGroup {
  private static final CidrBlock HOME_ALONE = CidrBlock.of(HOME);

  /** A read, and a change that changes nothing. */
  private static final List<BiConsumer<ApiKeys, Cast>> LOOKS =
      List.of(
          (api, cast) -> api.get(cast.id(), ownerId(cast)),
          (api, cast) -> api.update(cast.id(), cast.targetId(), ApiKeyPatch.nothing()));

  /** On that store. */
  protected WhitelistLockoutGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  /** It is the calling key's list that counts, never the target's. */
  @Test
  void aKeyCallsFromItsListedAddressesOnly() {
    Cast cast = world().newCast();
    Picture before = cast.picture();
    ApiKeys abroad = cast.world().as(cast.owner(), ABROAD);
    for (Deed deed : Deeds.all()) {
      if (deed.expected(Cast.Who.OWNER_KEY).isEmpty()) {
        assertRefused(ErrorCode.ADDRESS_NOT_ON_WHITELIST, () -> deed.act().run(abroad, cast));
      }
    }
    assertEquals(before, cast.picture());
  }

  /**
   * It is refused before, between and behind the two changes. A store may read the keys after the
   * organization, so as it was at none of these revisions.
   */
  @Test
  void aKeyIsRefusedOnWhatWasStoredAtOneRevision() {
    for (BiConsumer<ApiKeys, Cast> look : LOOKS) {
      Cast cast = world().newCast();
      ApiKeys host = cast.world().asHost();
      Runnable changes =
          () -> {
            host.updateOrganization(cast.id(), OrganizationPatch.nothing().requireWhitelist(true));
            host.removeFromWhitelist(cast.id(), ownerId(cast), HOME_BLOCK);
          };
      ChangedMeanwhile.call(
          cast.world(),
          changes,
          claviger ->
              assertRefused(
                  ErrorCode.ORGANIZATION_REQUIRES_WHITELIST,
                  () -> look.accept(owner(claviger, cast, ABROAD), cast)));
    }
  }

  /** It is admitted before, between and behind the two changes. */
  @Test
  void aKeyIsAdmittedOnWhatWasStoredAtOneRevision() {
    for (BiConsumer<ApiKeys, Cast> look : LOOKS) {
      Cast cast = world().newCast();
      ApiKeys host = cast.world().asHost();
      OrganizationPatch nothing = OrganizationPatch.nothing();
      host.updateOrganization(cast.id(), nothing.requireWhitelist(true));
      Runnable changes =
          () -> {
            host.updateOrganization(cast.id(), nothing.requireWhitelist(false));
            host.removeFromWhitelist(cast.id(), ownerId(cast), HOME_BLOCK);
          };
      ChangedMeanwhile.call(
          cast.world(), changes, claviger -> look.accept(owner(claviger, cast, HOME), cast));
    }
  }

  private static ApiKeyId ownerId(Cast cast) {
    return cast.owner().apiKey().id();
  }

  private static ApiKeys owner(Claviger claviger, Cast cast, IpAddress from) {
    return claviger.actingAs(ArbitraryCallers.authenticate(claviger, cast.owner(), from));
  }

  /** Row 14. */
  @Test
  void aKeyWithoutWhitelistChangesNoWhitelist() {
    Cast cast = world().newCast();
    IssuedApiKey open =
        cast.world().asHost().create(cast.id(), NewApiKey.of("open", Role.ORG_OWNER));
    ApiKeys api = cast.world().as(open, HOME);
    Picture before = cast.picture();

    for (ApiKeyId id : List.of(open.apiKey().id(), cast.targetId())) {
      assertRefused(
          ErrorCode.OPERATION_REQUIRES_WHITELIST,
          () -> api.addToWhitelist(cast.id(), id, List.of(HOME_ALONE)));
      assertRefused(
          ErrorCode.OPERATION_REQUIRES_WHITELIST,
          () -> api.removeFromWhitelist(cast.id(), id, HOME_BLOCK));
    }
    assertEquals(before, cast.picture());
  }

  /** Row 13, where a policy lets a key without whitelist add its first entry. */
  @Test
  void theFirstEntryOfAKeyAdmitsItself() {
    World world =
        world(
            options ->
                options.policy(ManagementPolicy.standard().allowWhitelistEditsWithoutWhitelist()));
    Cast cast = world.newCast();
    IssuedApiKey open = world.asHost().create(cast.id(), NewApiKey.of("open", Role.ORG_MEMBER));
    ApiKeyId id = open.apiKey().id();
    ApiKeys api = world.as(open, HOME);

    assertRefused(
        ErrorCode.WHITELIST_WOULD_EXCLUDE_CALLER,
        () -> api.addToWhitelist(cast.id(), id, List.of(OTHER_BLOCK)));
    assertEquals(1, api.addToWhitelist(cast.id(), id, List.of(HOME_ALONE)).size());
    assertRefused(
        ErrorCode.WHITELIST_WOULD_EXCLUDE_CALLER,
        () -> api.removeFromWhitelist(cast.id(), id, HOME_ALONE));
  }

  /** Row 13: what admits the caller stays, a wider or narrower block beside it may go. */
  @Test
  void aKeyDoesNotLockItselfOut() {
    Cast cast = world().newCast();
    ApiKeys target = cast.as(Cast.Who.TARGET_ITSELF);
    Picture before = cast.picture();
    assertRefused(
        ErrorCode.WHITELIST_WOULD_EXCLUDE_CALLER,
        () -> target.removeFromWhitelist(cast.id(), cast.targetId(), HOME_BLOCK));
    assertEquals(before, cast.picture());

    target.addToWhitelist(cast.id(), cast.targetId(), List.of(HOME_ALONE));
    target.removeFromWhitelist(cast.id(), cast.targetId(), HOME_BLOCK);
    assertRefused(
        ErrorCode.WHITELIST_WOULD_EXCLUDE_CALLER,
        () -> target.removeFromWhitelist(cast.id(), cast.targetId(), HOME_ALONE));

    ApiKeys owner = cast.as(Cast.Who.OWNER_KEY);
    assertEquals(1, owner.removeFromWhitelist(cast.id(), cast.targetId(), HOME_ALONE).size());
    assertRefused(ErrorCode.ADDRESS_NOT_ON_WHITELIST, () -> target.get(cast.id(), cast.targetId()));
  }

  /** Row 13: switching the organization's setting on locks the key without whitelist out. */
  @Test
  void aKeyWithoutWhitelistDoesNotRequireOne() {
    Cast cast = world().newCast();
    IssuedApiKey open =
        cast.world().asHost().create(cast.id(), NewApiKey.of("open", Role.ORG_OWNER));
    Picture before = cast.picture();
    OrganizationPatch required = OrganizationPatch.nothing().requireWhitelist(true);

    assertRefused(
        ErrorCode.WHITELIST_WOULD_EXCLUDE_CALLER,
        () -> cast.world().as(open, HOME).updateOrganization(cast.id(), required));
    assertEquals(before, cast.picture());
    cast.as(Cast.Who.OWNER_USER).updateOrganization(cast.id(), required);
    assertRefused(
        ErrorCode.ORGANIZATION_REQUIRES_WHITELIST,
        () -> cast.world().as(open, HOME).getOrganization(cast.id()));
  }
}
