package io.claviger.access;

import io.claviger.internal.credential.CredentialFormats;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.internal.credential.Verifiers;
import io.claviger.internal.time.Micros;
import io.claviger.model.PrivateKey;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import io.claviger.spi.Proof;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupSecret;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a request presents with the secrets of a key, and judges the key. Every rejection
 * takes the same work, so the time of an answer does not tell which check failed:
 *
 * <ul>
 *   <li>Every secret of the key is tried, even after one matched, and even if the key may not be
 *       used.
 *   <li>A key that does not exist, or has no secret, is tried with a dummy. So is a secret without
 *       a verifier of the library.
 *   <li>A step that a matching secret would save is made up for if the key is rejected.
 *   <li>The clock is read in each case. That takes 30 ns, which would otherwise reveal that the
 *       secret of a disabled key was right.
 * </ul>
 *
 * <p>Thread-safe.
 */
final class EqualWork {
  /** The index if no secret of the key matched. */
  static final int NONE = -1;

  private static final SecretId NOBODYS = new SecretId("0".repeat(24));
  private static final PrivateKey DUMMY = PrivateKey.of("00000000-0000-4000-8000-000000000000");

  /** Checks a presented secret against one secret of a key. */
  interface Comparison {
    boolean accepts(LookupSecret secret, PrivateKey presented);
  }

  private final InstantSource clock;
  private final CredentialFormats formats;
  private final Fingerprints fingerprints;
  private final SecretHasher hasher;
  private final Optional<Comparison> schemes;

  /** A secret that no key has, with a verifier of the library. */
  private final LookupSecret dummy;

  /** A secret that no key has, without a verifier. */
  private final LookupSecret unverified = secret(List.of());

  /** Accepts keys that are not of clients. One for all requests, so a check creates none. */
  final Predicate<Authenticated> ordinaryKeys = good -> !isOfClient(good.key());

  /**
   * Judges keys at the time of this clock.
   *
   * @param formats the tokens that are accepted
   * @param schemes compares with the verifiers of schemes; empty if there is no scheme
   */
  EqualWork(
      InstantSource clock,
      CredentialFormats formats,
      Fingerprints fingerprints,
      SecretHasher hasher,
      Optional<Comparison> schemes) {
    this.clock = clock;
    this.formats = formats;
    this.fingerprints = fingerprints;
    this.hasher = hasher;
    this.schemes = schemes;
    this.dummy = secret(List.of(hasher.verifier(NOBODYS, DUMMY)));
  }

  static EqualWork of(
      InstantSource clock,
      CredentialFormats formats,
      Fingerprints fingerprints,
      Verifiers verifiers) {
    Optional<Comparison> schemes =
        verifiers.schemes().isEmpty()
            ? Optional.empty()
            : Optional.of(verifiers::isAcceptedByScheme);
    return new EqualWork(clock, formats, fingerprints, verifiers.hasher(), schemes);
  }

  private static LookupSecret secret(List<Verifier> verifiers) {
    return new LookupSecret(
        NOBODYS, SecretHint.hidden(), Optional.empty(), Optional.empty(), verifiers);
  }

  /**
   * Judges the key, or its absence, for a presented secret.
   *
   * @param accepted which keys are accepted, of those that may be used
   */
  AuthenticationResult judge(
      @Nullable KeyLookup key, PrivateKey presented, Predicate<Authenticated> accepted) {
    int known = fingerprints.find(key, presented);
    int found = known == NONE ? find(key, presented) : known;
    AuthenticationResult judged = judge(key, found, accepted);
    if (judged instanceof Authenticated good) {
      if (known == NONE) {
        fingerprints.remember(good.presented(), presented);
      }
      return good;
    }
    if (known != NONE) {
      int unused = find(key, presented);
    }
    if (schemes.isEmpty()) {
      return judged;
    }
    // A secret that only a scheme accepts may be weak, and is not remembered.
    int ofScheme = find(key, dummy, secret -> schemes.get().accepts(secret, presented));
    return judge(key, found == NONE ? ofScheme : found, accepted);
  }

  /**
   * Judges the key, or its absence, for a proof. It does not ask whether the proof is fresh. A
   * proof that was made with a token of an undeclared prefix is malformed, as that token would be.
   */
  AuthenticationResult judge(@Nullable KeyLookup key, Proof proof) {
    int found = find(key, unverified, each -> proof.isMadeWith(each.id(), each.verifiers()));
    boolean refused = key != null && isRefused(key, found);
    AuthenticationResult judged = judge(key, found, any -> true);
    return refused ? Rejected.of(Rejected.Reason.MALFORMED) : judged;
  }

  /** Looks at each secret, whichever matched. */
  private boolean isRefused(KeyLookup key, int found) {
    boolean refused = false;
    for (int i = 0; i < key.secretCount(); i++) {
      boolean undeclared = formats.refuses(key.secret(i));
      refused = i == found ? undeclared : refused;
    }
    return refused;
  }

  private int find(@Nullable KeyLookup key, PrivateKey presented) {
    return find(key, dummy, secret -> isAccepted(secret, presented));
  }

  private boolean isAccepted(LookupSecret secret, PrivateKey presented) {
    Optional<Boolean> accepted = hasher.accepts(secret, presented);
    if (accepted.isEmpty()) {
      var unused = hasher.accepts(dummy, presented);
    }
    return accepted.orElse(false);
  }

  /** Returns the index of the last secret that matches, or {@link #NONE}. */
  private static int find(
      @Nullable KeyLookup key, LookupSecret standIn, Predicate<LookupSecret> matches) {
    if (key == null || key.secretCount() == 0) {
      boolean unused = matches.test(standIn);
      return NONE;
    }
    int found = NONE;
    for (int i = 0; i < key.secretCount(); i++) {
      if (matches.test(key.secret(i))) {
        found = i;
      }
    }
    return found;
  }

  /** Judges whether the key may be used now, with the secret of this index or {@link #NONE}. */
  private AuthenticationResult judge(
      @Nullable KeyLookup key, int secret, Predicate<Authenticated> accepted) {
    long now = Micros.toMicros(clock.instant());
    if (key == null) {
      return Rejected.of(Rejected.Reason.UNKNOWN_KEY);
    }
    boolean enabled = key.isEnabled();
    boolean expired = now >= key.expiresAtMicros();
    boolean live = isLive(key, secret, now);
    if (!enabled || expired || !live) {
      return Rejected.of(reason(secret, enabled, expired));
    }
    Authenticated good = new Authenticated(key, secret, now);
    if (accepted.test(good)) {
      return good;
    }
    return Rejected.of(
        isOfClient(key) ? Rejected.Reason.CLIENT_SECRET : Rejected.Reason.NOT_A_CLIENT);
  }

  /** Checks whether the secrets of the key are only exchanged for access tokens. */
  boolean isOfClient(KeyLookup key) {
    return formats.isClient(key.kind());
  }

  /** Looks at each secret, whichever matched. */
  private static boolean isLive(KeyLookup key, int secret, long now) {
    boolean live = false;
    for (int i = 0; i < key.secretCount(); i++) {
      boolean lasts = now < key.secret(i).expiresAtMicros();
      live = i == secret ? lasts : live;
    }
    return live;
  }

  private static Rejected.Reason reason(int secret, boolean enabled, boolean expired) {
    if (secret == NONE) {
      return Rejected.Reason.WRONG_SECRET;
    }
    if (!enabled) {
      return Rejected.Reason.DISABLED;
    }
    return expired ? Rejected.Reason.EXPIRED : Rejected.Reason.SECRET_EXPIRED;
  }
}
