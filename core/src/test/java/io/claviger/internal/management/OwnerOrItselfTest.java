package io.claviger.internal.management;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.PROJECT_READ_ONLY;
import static io.claviger.model.Samples.READ_ONLY;
import static io.claviger.model.Samples.block;
import static io.claviger.model.Samples.expiring;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.owner;
import static io.claviger.model.Samples.secretId;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ErrorCode;
import io.claviger.model.GracePeriod;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.Refusal;
import io.claviger.model.Role;
import io.claviger.model.SecretInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a key would gain by itself is refused to it, and done for an owner. */
class OwnerOrItselfTest {
  private static final Rules RULES = Fixture.rules();
  private static final ApiKey SELF = self();

  private final Fixture fixture = Fixture.with(SELF, owner(2));

  /** A call that gives the key more than it has. */
  record Gain(String name, ErrorCode refusal, Function<DecisionInput, Proposal<?>> call) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Gain> gains() {
    NewApiKey reader = NewApiKey.of("reader", Role.ORG_MEMBER);
    Limits.Rate more = Limits.Rate.parse("101/60");
    return Stream.of(
        update(
            "role", ErrorCode.CANNOT_GRANT_ROLE, p -> p.replaceOrganizationRoles(Role.ORG_OWNER)),
        update("label", ErrorCode.NOT_ALLOWED, p -> p.label(Labels.of(Map.of("team", "ops")))),
        update("later expiry", ErrorCode.CANNOT_EXTEND_ITSELF, ApiKeyPatch::neverExpire),
        update("higher rate", ErrorCode.CANNOT_EXTEND_ITSELF, p -> p.limitRate(more)),
        new Gain(
            "role on a project",
            ErrorCode.CANNOT_GRANT_ROLE,
            input ->
                RULES
                    .projects()
                    .replaceRoles(input, SELF.id(), PROJECT, List.of(PROJECT_READ_ONLY))),
        new Gain("key", ErrorCode.NOT_ALLOWED, input -> RULES.keyCreation().create(input, reader)),
        new Gain(
            "secret",
            ErrorCode.CANNOT_EXTEND_ITSELF,
            input -> RULES.secrets().rotate(input, SELF.id(), GracePeriod.none())),
        new Gain(
            "older secret that expires later",
            ErrorCode.CANNOT_EXTEND_ITSELF,
            input -> RULES.secrets().delete(input, SELF.id(), secretId(3))),
        new Gain(
            "address",
            ErrorCode.OPERATION_REQUIRES_WHITELIST,
            input ->
                RULES
                    .whitelists()
                    .change(input, SELF.id(), List.of(), List.of(block(Fixture.HERE)))));
  }

  @ParameterizedTest
  @MethodSource("gains")
  void gainsNothingByItself(Gain gain) {
    Caller itself = Fixture.calling(SELF);
    Refusal.expect(gain.refusal(), () -> gain.call().apply(fixture.seenBy(itself)));
    DecisionInput byOwner = fixture.seenBy(Fixture.OWNER);
    assertTrue(gain.call().apply(byOwner).change().isPresent());
  }

  private static Gain update(
      String name, ErrorCode refusal, Function<ApiKeyPatch, ApiKeyPatch> patch) {
    ApiKeyPatch gaining = patch.apply(ApiKeyPatch.nothing());
    return new Gain(name, refusal, input -> RULES.keys().update(input, SELF.id(), gaining));
  }

  /** A key with little of everything; its older secret waits for the first use of the newer one. */
  private static ApiKey self() {
    ApiKey key = expiring(key(1, on(READ_ONLY), on(Role.ORG_MEMBER)), NOW.plusSeconds(100));
    ApiKey limited =
        key.with(key.settings().withRateLimit(Optional.of(Limits.Rate.parse("100/60"))));
    SecretInfo older = key.secrets().get(0).endingAfterUse(Duration.ofSeconds(60));
    SecretInfo newer =
        SecretInfo.of(secretId(3), older.hint(), NOW, Optional.empty(), Optional.empty());
    return ApiKey.of(limited.identity(), limited.settings(), List.of(older, newer));
  }
}
