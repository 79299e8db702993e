package io.claviger.store.tck.arbitraries;

import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyIdentity;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.KeyCriterion;
import io.claviger.model.KeyFilter;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Keys, and what callers ask for. */
public final class ArbitraryKeys {
  private ArbitraryKeys() {}

  /** What may change about a key. */
  public static Arbitrary<ApiKeySettings> settings() {
    return Combinators.combine(
            ArbitraryTexts.displayTexts(),
            ArbitraryTexts.labels(),
            ArbitraryRoles.assignmentSets(),
            ArbitraryWhitelists.whitelists(),
            ArbitraryTimes.validities())
        .as(ApiKeySettings::new);
  }

  /** What never changes about a key. */
  public static Arbitrary<ApiKeyIdentity> identities() {
    return Combinators.combine(
            ArbitraryIds.apiKeyIds(),
            ArbitraryIds.organizationIds(),
            ArbitraryIds.publicKeys(),
            ArbitraryTimes.stamps())
        .as(ApiKeyIdentity::new);
  }

  /** With 1 to 3 secrets. */
  public static Arbitrary<ApiKey> apiKeys() {
    return storedApiKeys().map(StoredApiKey::key);
  }

  /** As a store keeps them: 1 to 3 secrets, oldest first, of which the key tells. */
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
   * Requests that are well-formed. Whether one is granted is for the rules to say: its roles, its
   * projects, its expiry and its blocks need not suit any organization.
   */
  public static Arbitrary<NewApiKey> newApiKeys() {
    return Combinators.combine(
            ArbitraryTexts.displayTexts(),
            ArbitraryTexts.labels(),
            ArbitraryRoles.assignmentSets(),
            ArbitraryWhitelists.blockSets(),
            ArbitraryTimes.instants().optional(0.3))
        .as(NewApiKey::new);
  }

  /**
   * Requests that an owner is granted in an organization without projects under the standard
   * policy: roles of Atlas on the organization, listable blocks, an expiry of the far future.
   */
  public static Arbitrary<NewApiKey> grantableNewApiKeys() {
    Arbitrary<Instant> expiries =
        Arbitraries.integers()
            .between(0, 1000)
            .map(seconds -> Instant.parse("9000-01-01T00:00:00Z").plusSeconds(seconds));
    Arbitrary<List<Role>> roles =
        Arbitraries.of("ORG_OWNER", "ORG_MEMBER", "ORG_READ_ONLY", "ORG_GROUP_CREATOR")
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
                new NewApiKey(
                    description,
                    labels,
                    NewApiKey.of(description, held.toArray(new Role[0])).roles(),
                    blocks,
                    expiry));
  }

  /** Any combination of parts, the patch that changes nothing included. */
  public static Arbitrary<ApiKeyPatch> patches() {
    Arbitrary<SortedSet<Role>> roles =
        ArbitraryRoles.organizationRoles().list().ofMinSize(1).ofMaxSize(4).map(TreeSet::new);
    return Combinators.combine(
            ArbitraryTexts.displayTexts().optional(0.5),
            ArbitraryTexts.labels().optional(0.5),
            roles.optional(0.5),
            Arbitraries.of(true, false).optional(0.5),
            ArbitraryTimes.instants().optional(0.5).map(ApiKeyPatch.Expiry::new).optional(0.5))
        .as(ApiKeyPatch::new);
  }

  private static StoredApiKey stored(
      ApiKeyIdentity identity, ApiKeySettings settings, List<StoredSecret> secrets) {
    List<StoredSecret> sorted =
        secrets.stream()
            .sorted(Comparator.comparing((StoredSecret secret) -> secret.info().createdAt()))
            .toList();
    ApiKey key = new ApiKey(identity, settings, sorted.stream().map(StoredSecret::info).toList());
    return new StoredApiKey(key, sorted);
  }

  /** Filters of up to three criteria. */
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
            ArbitraryTexts.displayTexts().map(KeyCriterion.DescriptionContains::new),
            ArbitraryIds.apiKeyIds().map(KeyCriterion.IsKey::new),
            creators,
            labels)
        .set()
        .ofMaxSize(3)
        .map(KeyFilter::new);
  }
}
