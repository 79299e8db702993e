package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.CidrBlock;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.PageQuery;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Long values and large numbers of values come back complete. */
abstract class SizesGroup extends KeepingGroup {
  private static final int ENTRIES = 5_000;
  private static final int VERIFIERS = 100;
  private static final int SECRETS = 1_000;
  private static final int LARGE = 40;

  @Test
  void keepsTheMostAndLongestLabels() {
    keeps(samples.settings().withLabels(EdgeValues.labels()));
  }

  @Test
  void keepsEveryRole() {
    keeps(samples.settings().withRoles(EdgeValues.roles()));
  }

  @Test
  void keepsALongWhitelist() {
    keeps(samples.settings().withWhitelist(EdgeValues.whitelist()));
  }

  @Test
  void keepsSettingsThatAreLargeInEveryPart() {
    keeps(
        ApiKeySettings.of(
            EdgeValues.longest("\uD83D\uDD11"),
            EdgeValues.labels(),
            EdgeValues.roles(),
            EdgeValues.whitelist(),
            false,
            Optional.of(EdgeValues.instants().get(0)),
            Optional.of(Limits.Rate.parse("999999999/86400")),
            Optional.empty()));
  }

  /** The page is larger than one answer of many databases. */
  @Test
  void listsAndReadsManyLargeKeys() {
    Organization organization = samples.organization();
    ApiKeySettings large = samples.settings().withLabels(EdgeValues.labels());
    List<StoredApiKey> keys =
        Stream.generate(() -> samples.key(organization.id()).with(large)).limit(LARGE).toList();
    StoredApiKey last = samples.key(organization.id()).with(large.withDescription("the last"));
    commit(samples.creation(organization, keys.toArray(StoredApiKey[]::new)));
    commit(samples.update(organization, KeyChanges.create(last)));

    Map<ApiKeyId, StoredApiKey> all = new TreeMap<>();
    keys.forEach(key -> all.put(key.key().id(), key));
    all.put(last.key().id(), last);
    List<ApiKey> listed = all.values().stream().map(StoredApiKey::key).toList();
    KeyQuery query = KeyQuery.all(organization.id(), PageQuery.first(100));
    KeyFilter filter = KeyFilter.all().describedWith("last");
    KeyQuery filtered =
        new KeyQuery(organization.id(), filter, samples.instant(), PageQuery.first(1));
    assertEquals(new KeyPage(listed, false), store().listKeys(query));
    assertEquals(new KeyPage(List.of(last.key()), false), store().listKeys(filtered));
    assertEquals(all, store().read(organization.id(), all.keySet()).orElseThrow().keys());
  }

  /** Applications may allow far more entries than {@link io.claviger.model.Limits#standard}. */
  @Test
  void keepsAWhitelistOfThousands() {
    List<WhitelistEntry> entries =
        IntStream.range(0, ENTRIES)
            .mapToObj(i -> CidrBlock.parse("2001:db8:" + Integer.toHexString(i) + "::/48"))
            .map(block -> new WhitelistEntry(block, samples.instant(), 1))
            .toList();
    keeps(samples.settings().withWhitelist(Whitelist.of(entries)));
  }

  @Test
  void keepsTheMostAndLongestVerifiers() {
    List<Verifier> verifiers =
        IntStream.range(0, VERIFIERS)
            .mapToObj(i -> String.format("sample$%0493d", i))
            .map(Verifier::new)
            .toList();
    Organization organization = samples.organization();
    StoredSecret secret = new StoredSecret(samples.secret().info(), verifiers);

    keeps(organization, samples.key(organization.id()).with(List.of(secret)));
  }

  @Test
  void keepsAThousandSecretsInTheirOrder() {
    Organization organization = samples.organization();
    List<StoredSecret> secrets = Stream.generate(samples::secret).limit(SECRETS).toList();

    keeps(organization, samples.key(organization.id()).with(secrets));
  }
}
