package io.claviger.internal.management;

import static io.claviger.Samples.NOW;
import static io.claviger.Samples.PROJECT;
import static io.claviger.Samples.block;
import static io.claviger.Samples.disabled;
import static io.claviger.Samples.expiring;
import static io.claviger.Samples.keyId;
import static io.claviger.Samples.listing;
import static io.claviger.Samples.owner;
import static io.claviger.Samples.secretId;
import static io.claviger.Samples.withSecretUntil;
import static io.claviger.internal.management.Scene.HERE;
import static io.claviger.internal.management.Scene.calling;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.ApiKey;
import io.claviger.ApiKeyPatch;
import io.claviger.Caller;
import io.claviger.ErrorCode;
import io.claviger.IpAddress;
import io.claviger.KeyFilter;
import io.claviger.NewApiKey;
import io.claviger.OrganizationPatch;
import io.claviger.Overlap;
import io.claviger.Refusal;
import io.claviger.Role;
import io.claviger.Samples;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A key that may not call may do nothing at all, though it is an owner and acts on itself. */
class DeadCallerTest {
  private static final ApiKey OTHER = owner(9);

  /** Everything there is to do. */
  static Stream<Consumer<Situation>> operations() {
    Rules rules = Scene.rules();
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
        now -> rules.secrets().rotate(now, keyId(1), Overlap.byHand()),
        now -> rules.secrets().delete(now, keyId(1), secretId(1)),
        now -> rules.reaping().reap(now, NOW),
        now -> rules.keys().update(now, keyId(1), ApiKeyPatch.nothing()),
        now -> rules.keys().delete(now, keyId(1)),
        now -> rules.whitelists().get(now, keyId(1)),
        now -> rules.whitelists().entry(now, keyId(1), block(HERE)),
        now -> rules.whitelists().change(now, keyId(1), List.of(), List.of()),
        now -> rules.whitelists().change(now, keyId(1), List.of(block(HERE)), List.of()));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aLivingKeyMayDoAllOfThis(Consumer<Situation> operation) {
    ApiKey key =
        withSecretUntil(
            expiring(listing(owner(1), HERE, "198.51.100.0/24"), NOW.plusNanos(1000)),
            NOW.plusNanos(1000));
    operation.accept(Scene.with(key, OTHER).requiringWhitelist().seenBy(calling(key)));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aDeletedKeyIsRefused(Consumer<Situation> operation) {
    refused(ErrorCode.NO_CURRENT_USER, Scene.with(OTHER), calling(owner(1)), operation);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aDisabledKeyIsRefused(Consumer<Situation> operation) {
    ApiKey key = disabled(listing(owner(1), HERE));
    refused(ErrorCode.NO_CURRENT_USER, Scene.with(key, OTHER), calling(key), operation);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aKeyIsRefusedFromTheInstantOfItsExpiryOn(Consumer<Situation> operation) {
    ApiKey key = expiring(listing(owner(1), HERE), NOW);
    refused(ErrorCode.NO_CURRENT_USER, Scene.with(key, OTHER), calling(key), operation);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aKeyIsRefusedFromTheExpiryOfItsSecretOn(Consumer<Situation> operation) {
    ApiKey key = withSecretUntil(listing(owner(1), HERE), NOW);
    refused(ErrorCode.NO_CURRENT_USER, Scene.with(key, OTHER), calling(key), operation);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aSecretThatIsNoLongerThereIsRefused(Consumer<Situation> operation) {
    ApiKey key = listing(owner(1), HERE);
    Caller before = new KeyCaller(Samples.ORG, key.id(), secretId(77), IpAddress.parse(HERE));
    refused(ErrorCode.NO_CURRENT_USER, Scene.with(key, OTHER), before, operation);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anAddressThatIsNotListedIsRefused(Consumer<Situation> operation) {
    ApiKey key = listing(owner(1), "10.0.0.0/8", "::/1");
    Scene scene = Scene.with(key, OTHER);
    Refusal.expect(
        ErrorCode.IP_ADDRESS_NOT_ON_WHITELIST,
        List.of(HERE),
        () -> operation.accept(scene.seenBy(calling(key))));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aKeyWithoutWhitelistIsRefusedWhereTheOrganizationRequiresOne(Consumer<Situation> operation) {
    ApiKey key = owner(1);
    Scene scene = Scene.with(key, OTHER).requiringWhitelist();
    Refusal.expect(
        ErrorCode.ORG_REQUIRES_WHITELIST,
        List.of(HERE),
        () -> operation.accept(scene.seenBy(calling(key))));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whoIsDisabledAndNotListedLearnsNothingOfTheList(Consumer<Situation> operation) {
    ApiKey key = disabled(listing(owner(1), "10.0.0.0/8"));
    refused(ErrorCode.NO_CURRENT_USER, Scene.with(key, OTHER), calling(key), operation);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nobodyIsNotTheHost(Consumer<Situation> operation) {
    Scene scene = Scene.with(listing(owner(1), HERE), OTHER);
    assertThrows(NullPointerException.class, () -> operation.accept(scene.seenBy(null)));
  }

  private static void refused(
      ErrorCode code, Scene scene, Caller caller, Consumer<Situation> operation) {
    Refusal.expect(code, List.of(), () -> operation.accept(scene.seenBy(caller)));
  }
}
