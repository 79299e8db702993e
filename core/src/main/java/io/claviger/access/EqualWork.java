package io.claviger.access;

import io.claviger.internal.credential.CredentialFormats;
import io.claviger.internal.credential.Verifiers;
import io.claviger.model.PrivateKey;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.Proof;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a request presents with the secrets of a key, and judges the key. All rejections
 * take the same work, so the time of an answer does not tell which check failed:
 *
 * <ul>
 *   <li>Every secret of the key is tried, even after one matched, and even if the key may not be
 *       used.
 *   <li>A key that does not exist, or has no secret, is tried with a dummy.
 *   <li>A step that a matching secret would save is made up for if the key is rejected.
 * </ul>
 *
 * <p>Thread-safe.
 */
final class EqualWork {
  private static final LookupSecret NO_SECRET =
      new LookupSecret(
          new SecretId("0".repeat(24)),
          SecretHint.hidden(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  /** Checks a presented secret against one secret of a key. */
  interface Comparison {
    boolean accepts(LookupSecret secret, PrivateKey presented);
  }

  private final KeyReader keys;
  private final Fingerprints fingerprints;
  private final LookupSecret dummy;
  private final Comparison own;
  private final Optional<Comparison> schemes;

  /**
   * Judges the keys of this reader.
   *
   * @param dummy a secret that no key has
   * @param own compares with the verifiers of the library
   * @param schemes compares with those of schemes; empty if there is no scheme
   */
  EqualWork(
      KeyReader keys,
      Fingerprints fingerprints,
      LookupSecret dummy,
      Comparison own,
      Optional<Comparison> schemes) {
    this.keys = keys;
    this.fingerprints = fingerprints;
    this.dummy = dummy;
    this.own = own;
    this.schemes = schemes;
  }

  static EqualWork of(KeyReader keys, Fingerprints fingerprints, Verifiers verifiers) {
    return new EqualWork(
        keys,
        fingerprints,
        verifiers.hasher().dummy(),
        verifiers.hasher()::accepts,
        verifiers.schemes().isEmpty()
            ? Optional.empty()
            : Optional.of(verifiers::isAcceptedByScheme));
  }

  /** Judges the key, or its absence, for a presented secret. */
  AuthenticationResult judge(@Nullable KeyLookup key, PrivateKey presented) {
    byte[] fingerprint = fingerprints.of(presented);
    int known = key == null ? KeyReader.NONE : fingerprints.find(key, fingerprint);
    int found = known == KeyReader.NONE ? find(key, presented, own) : known;
    AuthenticationResult judged = keys.judge(key, found);
    if (judged instanceof Authenticated good) {
      if (known == KeyReader.NONE) {
        fingerprints.remember(good.presented(), fingerprint);
      }
      return good;
    }
    if (known != KeyReader.NONE) {
      int unused = find(key, presented, own);
    }
    return schemes.isPresent() ? judge(key, presented, found, schemes.get()) : judged;
  }

  /** A secret that only a scheme accepts may be weak, and is not remembered. */
  private AuthenticationResult judge(
      @Nullable KeyLookup key, PrivateKey presented, int found, Comparison scheme) {
    int accepted = find(key, presented, scheme);
    return keys.judge(key, found == KeyReader.NONE ? accepted : found);
  }

  private int find(@Nullable KeyLookup key, PrivateKey presented, Comparison comparison) {
    return find(key, dummy, secret -> comparison.accepts(secret, presented));
  }

  /**
   * Judges the key, or its absence, for a proof. It does not ask whether the proof is fresh. A
   * proof that was made with a token of an undeclared prefix is malformed, as that token would be.
   */
  static AuthenticationResult judge(
      KeyReader keys, CredentialFormats formats, @Nullable KeyLookup key, Proof proof) {
    int found = find(key, NO_SECRET, secret -> proof.isMadeWith(secret.id(), secret.verifiers()));
    boolean refused = key != null && isRefused(key, found, formats);
    AuthenticationResult judged = keys.judge(key, found);
    return refused ? new Rejected(Rejected.Reason.MALFORMED) : judged;
  }

  /** Looks at each secret, whichever matched. */
  private static boolean isRefused(KeyLookup key, int found, CredentialFormats formats) {
    boolean refused = false;
    for (int i = 0; i < key.secrets().size(); i++) {
      boolean undeclared = formats.refuses(key.secrets().get(i));
      refused = i == found ? undeclared : refused;
    }
    return refused;
  }

  /** Returns the index of the last secret that matches, or {@link KeyReader#NONE}. */
  private static int find(
      @Nullable KeyLookup key, LookupSecret dummy, Predicate<LookupSecret> matches) {
    List<LookupSecret> secrets = key == null ? List.of() : key.secrets();
    if (secrets.isEmpty()) {
      boolean unused = matches.test(dummy);
    }
    int found = KeyReader.NONE;
    for (int i = 0; i < secrets.size(); i++) {
      if (matches.test(secrets.get(i))) {
        found = i;
      }
    }
    return found;
  }
}
