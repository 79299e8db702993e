package io.claviger.store.tck.arbitraries;

import io.claviger.model.ApiKeyId;
import io.claviger.model.EventId;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.SecretId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/** Ids and names, each in the whole range of its rule. */
public final class ArbitraryIds {
  private ArbitraryIds() {}

  /**
   * Returns ids as the library makes them, and as an application may choose them: 1 to 32
   * characters.
   */
  public static Arbitrary<OrganizationId> organizationIds() {
    return alphanumeric(1).map(OrganizationId::new);
  }

  /** Returns ids of 1 to 32 characters. */
  public static Arbitrary<ProjectId> projectIds() {
    return alphanumeric(1).map(ProjectId::new);
  }

  /** Returns ids of 24 digits. */
  public static Arbitrary<ApiKeyId> apiKeyIds() {
    return hex24().map(ApiKeyId::new);
  }

  /** Returns ids of 24 digits. */
  public static Arbitrary<SecretId> secretIds() {
    return hex24().map(SecretId::new);
  }

  /** Returns ids of 24 digits. */
  public static Arbitrary<EventId> eventIds() {
    return hex24().map(EventId::new);
  }

  /**
   * Returns public keys: the 8 letters of Atlas as often as the wider form of 8 to 32 characters.
   */
  public static Arbitrary<PublicKey> publicKeys() {
    Arbitrary<String> atlas = Arbitraries.strings().withCharRange('a', 'z').ofLength(8);
    return Arbitraries.oneOf(atlas, alphanumeric(8)).map(PublicKey::new);
  }

  /** Returns revisions from the first one to the largest number. */
  public static Arbitrary<Revision> revisions() {
    Arbitrary<Long> numbers = Arbitraries.longs().between(1, Long.MAX_VALUE);
    Arbitrary<Long> random = Arbitraries.longs().withDistribution(RandomDistribution.uniform());
    return Combinators.combine(numbers, random).as(Revision::new);
  }

  private static Arbitrary<String> alphanumeric(int shortest) {
    Arbitrary<String> any =
        Arbitraries.strings()
            .withCharRange('0', '9')
            .withCharRange('a', 'z')
            .ofMinLength(shortest)
            .ofMaxLength(32);
    return Arbitraries.oneOf(any, hex24());
  }

  private static Arbitrary<String> hex24() {
    return Arbitraries.strings().withCharRange('0', '9').withCharRange('a', 'f').ofLength(24);
  }
}
