package io.claviger.store.tck.arbitraries;

import io.claviger.access.Credential;
import io.claviger.model.GracePeriod;
import io.claviger.model.PrivateKey;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretInfo;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.StoredSecret;
import java.time.Duration;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/** Secrets and their stored forms. All of them are made up: none is accepted anywhere. */
public final class ArbitrarySecrets {
  private ArbitrarySecrets() {}

  /**
   * Returns random UUIDs as the library issues them, and other secrets of 1 to 256 visible
   * characters.
   */
  public static Arbitrary<PrivateKey> privateKeys() {
    return Arbitraries.oneOf(
        issuedPrivateKeys(), visible(PrivateKey.MAX_LENGTH).map(PrivateKey::of));
  }

  /** Returns random UUIDs of version 4. */
  public static Arbitrary<PrivateKey> issuedPrivateKeys() {
    Arbitrary<Long> bits = Arbitraries.longs().withDistribution(RandomDistribution.uniform());
    return Combinators.combine(bits, bits)
        .as(
            (high, low) ->
                new UUID((high & ~0xf000L) | 0x4000L, (low & ~(0b11L << 62)) | (0b10L << 62)))
        .map(uuid -> PrivateKey.of(uuid.toString()));
  }

  /** Returns redacted forms of private keys. */
  public static Arbitrary<SecretHint> hints() {
    return privateKeys().map(PrivateKey::hint);
  }

  /** Returns secrets with and without an expiry and a grace. */
  public static Arbitrary<SecretInfo> secretInfos() {
    return Combinators.combine(
            ArbitraryIds.secretIds(),
            hints(),
            ArbitraryTimes.instants(),
            ArbitraryTimes.instants().optional(0.3),
            graces().optional(0.2))
        .as(SecretInfo::of);
  }

  /** Returns credentials of every kind. */
  public static Arbitrary<GracePeriod> gracePeriods() {
    return Arbitraries.oneOf(
        Arbitraries.of(GracePeriod.none(), GracePeriod.untilDeleted()),
        ArbitraryTimes.instants().map(GracePeriod::until),
        graces().map(GracePeriod::afterFirstUse));
  }

  private static Arbitrary<Duration> graces() {
    return ArbitraryTimes.durations(0, 365);
  }

  /** Returns opaque verifiers of any valid length, which accept no secret. */
  public static Arbitrary<Verifier> verifiers() {
    return visible(400).map(rest -> new Verifier("made-up$" + rest));
  }

  /** Returns secrets with 1 to 4 verifiers. */
  public static Arbitrary<StoredSecret> storedSecrets() {
    return Combinators.combine(secretInfos(), verifiers().list().ofMinSize(1).ofMaxSize(4))
        .as(StoredSecret::new);
  }

  /** Returns pairs without a key, and texts that are no credential. */
  public static Arbitrary<Credential> presentedCredentials() {
    Arbitrary<Credential> pairs =
        Combinators.combine(ArbitraryIds.publicKeys(), privateKeys()).as(Credential::pair);
    Arbitrary<Credential> texts =
        Combinators.combine(ArbitraryTexts.hostileTexts(), ArbitraryTexts.hostileTexts())
            .as(Credential::pair);
    return Arbitraries.oneOf(pairs, texts);
  }

  private static Arbitrary<String> visible(int longest) {
    return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(longest);
  }
}
