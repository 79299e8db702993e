package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.KeyKind;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.model.Stamp;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Organizations and keys come back equal, by every method that reads them. */
abstract class ValuesGroup extends KeepingGroup {
  @Test
  void keepsEveryText() {
    for (String text : EdgeValues.texts()) {
      ApiKeySettings settings =
          samples
              .settings()
              .withDescription(text)
              .withLabels(Labels.of(Map.of(text, text)))
              .withName(Optional.of(text));
      keeps(named(text), settings);
    }
  }

  @Test
  void keepsKinds() {
    for (String kind : List.of("a", "service-account", "0._-".repeat(8))) {
      Organization organization = samples.organization();
      StoredApiKey key = samples.ofKind(samples.key(organization.id()), new KeyKind(kind));
      keeps(organization, key);
      assertEquals(
          new KeyKind(kind), store().findByPublicKey(key.key().publicKey()).orElseThrow().kind());
    }
  }

  @Test
  void keepsInstantsToTheMicrosecond() {
    for (Instant instant : EdgeValues.instants()) {
      Stamp stamp = new Stamp(instant, samples.stamp().by());
      Organization organization = created(samples.organization(), stamp);
      ApiKeySettings settings =
          samples.settings().withEnabled(true).withExpiry(Optional.of(instant));
      SecretInfo info =
          SecretInfo.of(
              samples.secretId(),
              SecretHint.hidden(),
              instant,
              Optional.of(instant),
              Optional.empty());

      keeps(organization, key(organization.id(), stamp, settings, secret(info)));
    }
  }

  @Test
  void keepsActors() {
    for (Actor actor : EdgeValues.actors()) {
      Stamp stamp = new Stamp(samples.instant(), actor);
      Organization organization = created(samples.organization(), stamp);

      keeps(organization, key(organization.id(), stamp, samples.settings(), samples.secret()));
    }
  }

  @Test
  void keepsRevisions() {
    for (long bits : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      for (long number : new long[] {1, Long.MAX_VALUE}) {
        Organization organization = samples.organization().withRevision(new Revision(number, bits));
        keeps(organization, samples.key(organization.id()));
        assertEquals(
            Map.of(organization.id(), OrganizationVersion.of(organization.revision())),
            store().revisions(Set.of(organization.id())));
      }
    }
  }

  @Test
  void keepsLimitsAndCounters() {
    for (int most : new int[] {0, Integer.MAX_VALUE}) {
      for (boolean whitelistRequired : new boolean[] {true, false}) {
        Limits limits =
            Limits.standard().withApiKeys(most).withWhitelistEntries(Integer.MAX_VALUE - most);
        Organization organization =
            samples
                .organization()
                .with(
                    OrganizationSettings.of("Example", whitelistRequired, Optional.empty(), limits))
                .with(new OrganizationCounters(Integer.MAX_VALUE, most));
        keeps(organization, samples.key(organization.id()));
      }
    }
  }

  @Test
  void keepsTheShortestAndTheLongestIds() {
    for (String id : List.of("0", "z", "0".repeat(32), "z".repeat(32))) {
      Organization plain = samples.organization();
      Organization organization =
          Organization.of(
              new OrganizationId(id),
              plain.created(),
              plain.settings(),
              plain.counters(),
              plain.revision());
      PublicKey publicKey = new PublicKey((id + "1234567").substring(0, Math.max(8, id.length())));

      keeps(organization, samples.withPublicKey(samples.key(organization.id()), publicKey));
    }
  }

  @Test
  void keepsSecretsAndVerifiersInTheirOrder() {
    // The ids descend and the rest is equal: the order is that of the list.
    SecretId high = new SecretId("f".repeat(24));
    SecretId low = new SecretId("e".repeat(24));
    StoredSecret first = samples.secret(high);
    StoredSecret second =
        new StoredSecret(
            samples.secret(low).info(),
            List.of(
                new Verifier("z$" + "v".repeat(498)),
                new Verifier("a$1"),
                new Verifier(visible())));
    Organization organization = samples.organization();

    keeps(organization, key(organization.id(), samples.stamp(), samples.settings(), first, second));
  }

  @Test
  void keepsASecretWithoutVerifiersAndAKeyWithoutSecrets() {
    Organization organization = samples.organization();
    StoredSecret bare = new StoredSecret(samples.secret().info(), List.of());

    keeps(organization, key(organization.id(), samples.stamp(), samples.settings(), bare));
    Organization other = samples.organization();
    keeps(other, key(other.id(), samples.stamp(), samples.settings()));
  }

  @Test
  void keepsHints() {
    Organization organization = samples.organization();
    List<StoredSecret> secrets = new ArrayList<>();
    for (String hint :
        List.of("*", "Aa0_-*".repeat(10) + "Zzzz", "acme_4k9z0c71m2x8qd5t_********")) {
      secrets.add(
          secret(
              SecretInfo.of(
                  samples.secretId(),
                  new SecretHint(hint),
                  samples.instant(),
                  Optional.empty(),
                  Optional.empty())));
    }

    keeps(organization, samples.key(organization.id()).with(secrets));
  }

  @Test
  void keepsTheGraceOfSecrets() {
    Organization organization = samples.organization();
    List<StoredSecret> secrets = new ArrayList<>();
    for (Duration grace : List.of(Duration.ZERO, Duration.ofNanos(1000), SecretInfo.MAX_GRACE)) {
      secrets.add(secret(samples.secret().info().endingAfterUse(grace)));
    }
    keeps(organization, samples.key(organization.id()).with(secrets));
  }

  @Test
  void keepsMaxLifetimes() {
    for (Duration lifetime :
        List.of(
            Duration.ofNanos(1000), Duration.ofDays(36_500), Duration.ofSeconds(1, 999_999_000))) {
      OrganizationSettings settings =
          OrganizationSettings.of("Example", true, Optional.of(lifetime), Limits.standard());
      Organization organization = samples.organization().with(settings);
      keeps(organization, samples.key(organization.id()));
      Organization without =
          organization.with(
              OrganizationSettings.of("Example", true, Optional.empty(), Limits.standard()));
      Organization present = commit(samples.update(without, KeyChanges.none()));
      assertEquals(without.settings(), read(present.id()).organization().settings());
      commit(samples.update(present.with(settings), KeyChanges.none()));
      assertEquals(settings, read(present.id()).organization().settings());
    }
  }

  @Test
  void keepsRateLimits() {
    for (String text : List.of("1/1", "100/60", "999999999/86400")) {
      Limits.Rate rate = Limits.Rate.parse(text);
      Limits limited = Limits.standard().withRate(rate).withKeyRate(rate);
      Organization organization =
          samples
              .organization()
              .with(OrganizationSettings.of("Example", true, Optional.empty(), limited));
      StoredApiKey key =
          samples.key(organization.id()).with(samples.settings().withRateLimit(Optional.of(rate)));
      keeps(organization, key);
      Organization free =
          organization.with(
              OrganizationSettings.of("Example", true, Optional.empty(), Limits.standard()));
      ApiKey unlimited = key.key().with(samples.settings());
      commit(samples.update(free, KeyChanges.update(unlimited)));
      assertEquals(free.settings(), read(free.id()).organization().settings());
      assertEquals(key.with(unlimited.settings()), stored(key));
    }
  }

  private Organization named(String name) {
    return samples
        .organization()
        .with(OrganizationSettings.of(name, false, Optional.empty(), Limits.standard()));
  }

  private StoredApiKey key(
      OrganizationId organization,
      Stamp created,
      ApiKeySettings settings,
      StoredSecret... secrets) {
    return samples.stored(
        new ApiKey.Identity(
            samples.apiKeyId(), organization, samples.publicKey(), created, KeyKind.none()),
        settings,
        secrets);
  }

  private static Organization created(Organization plain, Stamp stamp) {
    return Organization.of(plain.id(), stamp, plain.settings(), plain.counters(), plain.revision());
  }

  private static StoredSecret secret(SecretInfo info) {
    return new StoredSecret(info, List.of(new Verifier("sample$" + info.id())));
  }

  /** Has all characters that a verifier may have. */
  private static String visible() {
    return IntStream.rangeClosed('!', '~')
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
