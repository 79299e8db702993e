package io.claviger.internal.management;

import static io.claviger.internal.management.Fixture.HERE;
import static io.claviger.internal.management.Fixture.calling;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.block;
import static io.claviger.model.Samples.disabled;
import static io.claviger.model.Samples.expiring;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.listing;
import static io.claviger.model.Samples.owner;
import static io.claviger.model.Samples.secretId;
import static io.claviger.model.Samples.withSecretUntil;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.access.Caller;
import io.claviger.access.Callers;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ErrorCode;
import io.claviger.model.GracePeriod;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyFilter;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.Refusal;
import io.claviger.model.Role;
import io.claviger.model.Samples;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A key that may not call may do nothing at all, though it is an owner and acts on itself. */
class DeadCallerTest {
  private static final ApiKey OTHER = owner(9);

  /** Everything there is to do. */
  static Stream<Consumer<DecisionInput>> operations() {
    Rules rules = Fixture.rules();
    return Stream.of(
        now -> rules.organizations().get(now),
        now -> rules.organizations().update(now, OrganizationPatch.nothing()),
        now -> rules.organizations().delete(now),
        now -> rules.keyCreation().create(now, NewApiKey.of("new", Role.ORG_MEMBER)),
        now -> rules.keys().get(now, keyId(1)),
        now -> rules.keys().getAll(now, List.of(keyId(1))),
        now -> rules.keys().getAll(now, List.of()),
        now -> rules.keys().visible(now, KeyFilter.all()),
        now -> rules.projects().replaceRoles(now, keyId(1), PROJECT, List.of()),
        now -> rules.secrets().rotate(now, keyId(1), GracePeriod.untilDeleted()),
        now -> rules.secrets().delete(now, keyId(1), secretId(1)),
        now -> rules.expiredKeys().deleteExpired(now, NOW),
        now -> rules.keys().update(now, keyId(1), ApiKeyPatch.nothing()),
        now -> rules.keys().revoke(now, keyId(1)),
        now -> rules.whitelists().get(now, keyId(1)),
        now -> rules.whitelists().entry(now, keyId(1), block(HERE)),
        now -> rules.whitelists().change(now, keyId(1), List.of(), List.of()),
        now -> rules.whitelists().change(now, keyId(1), List.of(block(HERE)), List.of()));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aLivingKeyMayDoAllOfThis(Consumer<DecisionInput> operation) {
    ApiKey key =
        withSecretUntil(
            expiring(listing(owner(1), HERE, "198.51.100.0/24"), NOW.plusNanos(1000)),
            NOW.plusNanos(1000));
    operation.accept(Fixture.with(key, OTHER).requiringWhitelist().seenBy(calling(key)));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aKeyThatIsNotUsableIsRefusedAndLearnsNothingOfTheList(Consumer<DecisionInput> operation) {
    ApiKey listed = listing(owner(1), HERE);
    for (ApiKey key :
        List.of(
            disabled(listed),
            expiring(listed, NOW),
            withSecretUntil(listed, NOW),
            disabled(listing(owner(1), "10.0.0.0/8")))) {
      refused(Fixture.with(key, OTHER), calling(key), operation);
    }
    refused(Fixture.with(OTHER), calling(listed), operation);
    Caller before = Callers.key(Samples.ORG, listed.id(), secretId(77), IpAddress.parse(HERE));
    refused(Fixture.with(listed, OTHER), before, operation);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anAddressThatIsNotListedIsRefused(Consumer<DecisionInput> operation) {
    ApiKey key = listing(owner(1), "10.0.0.0/8", "::/1");
    Fixture fixture = Fixture.with(key, OTHER);
    Refusal.expect(
        ErrorCode.ADDRESS_NOT_ON_WHITELIST,
        List.of(HERE),
        () -> operation.accept(fixture.seenBy(calling(key))));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aKeyWithoutWhitelistIsRefusedWhereTheOrganizationRequiresOne(
      Consumer<DecisionInput> operation) {
    ApiKey key = owner(1);
    Fixture fixture = Fixture.with(key, OTHER).requiringWhitelist();
    Refusal.expect(
        ErrorCode.ORGANIZATION_REQUIRES_WHITELIST,
        List.of(HERE),
        () -> operation.accept(fixture.seenBy(calling(key))));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nobodyIsNotTheApplication(Consumer<DecisionInput> operation) {
    Fixture fixture = Fixture.with(listing(owner(1), HERE), OTHER);
    assertThrows(NullPointerException.class, () -> operation.accept(fixture.seenBy(null)));
  }

  private static void refused(Fixture fixture, Caller caller, Consumer<DecisionInput> operation) {
    Refusal.expect(
        ErrorCode.CALLING_KEY_NOT_VALID, List.of(), () -> operation.accept(fixture.seenBy(caller)));
  }
}
