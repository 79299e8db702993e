package io.claviger.store.tck;

import io.claviger.ApiKeySettings;
import io.claviger.CidrBlock;
import io.claviger.Organization;
import io.claviger.Validity;
import io.claviger.Whitelist;
import io.claviger.WhitelistEntry;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is long, and what is many, comes out whole. */
abstract class SizesGroup extends KeepingGroup {
  private static final int ENTRIES = 5_000;
  private static final int VERIFIERS = 100;
  private static final int SECRETS = 1_000;

  SizesGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

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
        new ApiKeySettings(
            EdgeValues.longest("\uD83D\uDD11"),
            EdgeValues.labels(),
            EdgeValues.roles(),
            EdgeValues.whitelist(),
            new Validity(false, Optional.of(EdgeValues.instants().get(0)))));
  }

  /** Hosts may allow far more entries than {@link io.claviger.Limits#standard}. */
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
