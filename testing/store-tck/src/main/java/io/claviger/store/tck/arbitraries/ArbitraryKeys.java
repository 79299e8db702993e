package io.claviger.store.tck.arbitraries;

import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.KeyCriterion;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyKind;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Keys, and requests about keys. */
public final class ArbitraryKeys {
  private ArbitraryKeys() {}

  /** Returns the settings of keys, which may change. */
  public static Arbitrary<ApiKeySettings> settings() {
    return Combinators.combine(
            ArbitraryTexts.displayTexts(),
            ArbitraryTexts.labels(),
            ArbitraryRoles.assignmentSets(),
            ArbitraryWhitelists.whitelists(),
            Arbitraries.of(true, false),
            ArbitraryTimes.instants().optional(0.5),
            ArbitraryOrganizations.rates().optional(0.3),
            ArbitraryTexts.displayTexts().optional(0.3))
        .as(ApiKeySettings::of);
  }

  /** Returns the identities of keys, which never change. */
  public static Arbitrary<ApiKey.Identity> identities() {
    return Combinators.combine(
            ArbitraryIds.apiKeyIds(),
            ArbitraryIds.organizationIds(),
            ArbitraryIds.publicKeys(),
            ArbitraryTimes.stamps(),
            kinds())
        .as(ApiKey.Identity::new);
  }

  private static Arbitrary<KeyKind> kinds() {
    return Arbitraries.of("", "service-account").map(KeyKind::new);
  }

  /** Returns keys with 1 to 3 secrets. */
  public static Arbitrary<ApiKey> apiKeys() {
    return storedApiKeys().map(StoredApiKey::key);
  }

  /** Returns keys as a store keeps them: with 1 to 3 secrets, the oldest first. */
  public static Arbitrary<StoredApiKey> storedApiKeys() {
    Arbitrary<List<StoredSecret>> secrets =
        ArbitrarySecrets.storedSecrets()
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .uniqueElements(secret -> secret.info().id());
    return Combinators.combine(identities(), settings(), secrets).as(ArbitraryKeys::stored);
  }

  /**
   * Returns well-formed requests. The rules may refuse one: its roles, projects, expiry and blocks
   * need not fit any organization.
   */
  public static Arbitrary<NewApiKey> newApiKeys() {
    return Combinators.combine(
            ArbitraryTexts.displayTexts(),
            ArbitraryTexts.labels(),
            ArbitraryRoles.assignmentSets(),
            ArbitraryWhitelists.blockSets(),
            ArbitraryTimes.instants().optional(0.3))
        .as(
            (description, labels, roles, blocks, expiry) ->
                NewApiKey.of(description, roles)
                    .withLabels(labels)
                    .withWhitelist(blocks)
                    .withExpiry(expiry));
  }

  /**
   * Returns requests that the standard policy grants to an owner of an organization without
   * projects. They have built-in roles on the organization, valid blocks and a distant expiry.
   */
  public static Arbitrary<NewApiKey> grantableNewApiKeys() {
    Arbitrary<Instant> expiries =
        Arbitraries.integers()
            .between(0, 1000)
            .map(seconds -> Instant.parse("9000-01-01T00:00:00Z").plusSeconds(seconds));
    Arbitrary<List<Role>> roles =
        Arbitraries.of("ORG_OWNER", "ORG_MEMBER", "ORG_READ_ONLY")
            .map(Role::new)
            .list()
            .ofMinSize(1)
            .ofMaxSize(4);
    return Combinators.combine(
            ArbitraryTexts.displayTexts(),
            ArbitraryTexts.labels(),
            roles,
            ArbitraryWhitelists.listableBlockSets(),
            expiries.optional(0.3))
        .as(
            (description, labels, held, blocks, expiry) ->
                NewApiKey.of(
                        description, NewApiKey.of(description, held.toArray(new Role[0])).roles())
                    .withLabels(labels)
                    .withWhitelist(blocks)
                    .withExpiry(expiry));
  }

  /** Returns patches with any combination of parts, also the empty one. */
  public static Arbitrary<ApiKeyPatch> patches() {
    Arbitrary<Role[]> roles =
        ArbitraryRoles.organizationRoles().array(Role[].class).ofMinSize(1).ofMaxSize(4);
    Arbitrary<UnaryOperator<ApiKeyPatch>> part =
        Arbitraries.oneOf(
            part(ArbitraryTexts.displayTexts(), ApiKeyPatch::describe),
            part(ArbitraryTexts.displayTexts(), ApiKeyPatch::rename),
            part(ArbitraryTexts.labels(), ApiKeyPatch::label),
            part(roles, ApiKeyPatch::replaceOrganizationRoles),
            part(Arbitraries.of(true, false), (patch, on) -> on ? patch.enable() : patch.disable()),
            part(
                ArbitraryTimes.instants().optional(0.5),
                (patch, end) -> end.map(patch::expireAt).orElseGet(patch::neverExpire)),
            part(
                ArbitraryOrganizations.rates().optional(0.5),
                (patch, rate) -> rate.map(patch::limitRate).orElseGet(patch::unlimitRate)));
    return part.list()
        .ofMaxSize(6)
        .map(
            parts -> {
              ApiKeyPatch patch = ApiKeyPatch.nothing();
              for (UnaryOperator<ApiKeyPatch> each : parts) {
                patch = each.apply(patch);
              }
              return patch;
            });
  }

  private static <T> Arbitrary<UnaryOperator<ApiKeyPatch>> part(
      Arbitrary<T> values, BiFunction<ApiKeyPatch, T, ApiKeyPatch> change) {
    return values.map(value -> patch -> change.apply(patch, value));
  }

  private static StoredApiKey stored(
      ApiKey.Identity identity, ApiKeySettings settings, List<StoredSecret> secrets) {
    List<StoredSecret> sorted =
        secrets.stream()
            .sorted(Comparator.comparing((StoredSecret secret) -> secret.info().createdAt()))
            .toList();
    ApiKey key = ApiKey.of(identity, settings, sorted.stream().map(StoredSecret::info).toList());
    return new StoredApiKey(key, sorted);
  }

  /** Returns filters of up to three criteria. */
  public static Arbitrary<KeyFilter> filters() {
    Arbitrary<KeyCriterion> creators =
        Combinators.combine(Arbitraries.of(Actor.Kind.class), ArbitraryTexts.displayTexts())
            .as(KeyCriterion.CreatedBy::new);
    Arbitrary<KeyCriterion> labels =
        Combinators.combine(ArbitraryTexts.displayTexts(), ArbitraryTexts.displayTexts())
            .as(KeyCriterion.HasLabel::new);
    return Arbitraries.<KeyCriterion>oneOf(
            ArbitraryRoles.assignments().map(KeyCriterion.HasRole::new),
            ArbitraryIds.projectIds().map(KeyCriterion.InProject::new),
            Arbitraries.of(ApiKey.State.class).map(KeyCriterion.InState::new),
            ArbitraryTimes.instants().map(KeyCriterion.UnusedSince::new),
            ArbitraryTimes.instants().map(KeyCriterion.ExpiresBefore::new),
            ArbitraryTimes.instants().map(KeyCriterion.ExpiresFrom::new),
            ArbitraryTexts.displayTexts().map(KeyCriterion.DescriptionContains::new),
            kinds().map(KeyCriterion.OfKind::new),
            ArbitraryIds.apiKeyIds().map(KeyCriterion.IsKey::new),
            creators,
            labels)
        .set()
        .ofMaxSize(3)
        .map(KeyFilter::of);
  }
}
