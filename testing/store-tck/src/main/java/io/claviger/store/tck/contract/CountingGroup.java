package io.claviger.store.tck.contract;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyKind;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.model.SecretId;
import io.claviger.model.Usage;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import io.claviger.store.tck.StorePart;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The common methods of groups about usage. */
@Needs(StorePart.USAGE)
abstract class CountingGroup extends ContractGroup {
  /** Creates a key with two secrets and these entries. */
  final StoredApiKey keyWith(OrganizationId organization, WhitelistEntry... entries) {
    ApiKey.Identity identity =
        new ApiKey.Identity(
            samples.apiKeyId(), organization, samples.publicKey(), samples.stamp(), KeyKind.none());
    ApiKeySettings settings = samples.settings().withWhitelist(whitelist(entries));
    return samples.stored(identity, settings, samples.secret(), samples.secret());
  }

  final WhitelistEntry entry(String block, long addedIn) {
    return new WhitelistEntry(CidrBlock.parse(block), samples.instant(), addedIn);
  }

  static Whitelist whitelist(WhitelistEntry... entries) {
    return Whitelist.of(Arrays.asList(entries));
  }

  static KeyChanges update(StoredApiKey key) {
    return KeyChanges.update(key.key());
  }

  static KeyChanges rotate(StoredApiKey key) {
    return rotation(key.key().id(), key.secrets().toArray(StoredSecret[]::new));
  }

  static StoredApiKey with(StoredApiKey key, WhitelistEntry... entries) {
    return key.with(key.key().settings().withWhitelist(whitelist(entries)));
  }

  /** Returns an instant this many microseconds after noon. */
  final Instant at(long micros) {
    return samples.instant().plusNanos(1000 * micros);
  }

  /** Returns a usage whose last address depends on the instant. */
  final Usage used(long times, Instant last) {
    long micros = ChronoUnit.MICROS.between(samples.instant(), last);
    return used(times, last, "192.0.2." + Math.floorMod(micros, 256));
  }

  static Usage used(long times, Instant last, String address) {
    return new Usage(times, Optional.of(new Usage.Last(last, IpAddress.parse(address))));
  }

  /** Returns one use at that instant, through this secret of the key and no entry. */
  final UsageCount count(StoredApiKey key, int secret, Instant at) {
    return new UsageCount(subject(key, secret, Optional.empty()), used(1, at));
  }

  /** Returns one use at that instant, which the entry admitted. */
  final UsageCount count(StoredApiKey key, int secret, WhitelistEntry entry, Instant at) {
    return new UsageCount(subject(key, secret, Optional.of(entry)), used(1, at));
  }

  static UsageStore.Subject subject(StoredApiKey key, int secret, Optional<WhitelistEntry> entry) {
    SecretId id = key.secrets().get(secret).info().id();
    return new UsageStore.Subject(key.key().organization(), key.key().id(), id, entry);
  }

  final void add(UsageCount... batch) {
    add(List.of(batch));
  }

  final void add(List<UsageCount> batch) {
    assertTrue(usageStore().add(batch), "whether usage was added is known");
  }

  /** Reads the usage of a key that exists. */
  final KeyUsage usage(StoredApiKey key) {
    ApiKeyId id = key.key().id();
    Map<ApiKeyId, KeyUsage> found = usageStore().usage(key.key().organization(), Set.of(id));
    assertEquals(Set.of(id), found.keySet(), "keys whose usage is returned");
    return found.getOrDefault(id, KeyUsage.none());
  }

  /** Returns the usage of a key that was never used. */
  static KeyUsage unused(StoredApiKey key) {
    return usage(key, Usage.none(), Map.of(), Map.of());
  }

  /** Returns the usage of a key; secrets and entries that are not named were never used. */
  static KeyUsage usage(
      StoredApiKey key,
      Usage altogether,
      Map<StoredSecret, Usage> secrets,
      Map<WhitelistEntry, Usage> entries) {
    Map<SecretId, Usage> bySecret =
        key.secrets().stream()
            .collect(
                toMap(
                    secret -> secret.info().id(),
                    secret -> secrets.getOrDefault(secret, Usage.none())));
    Map<CidrBlock, Usage> byBlock =
        key.key().whitelist().entries().stream()
            .collect(
                toMap(WhitelistEntry::block, entry -> entries.getOrDefault(entry, Usage.none())));
    return new KeyUsage(altogether, bySecret, byBlock);
  }
}
