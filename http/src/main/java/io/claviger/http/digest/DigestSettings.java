package io.claviger.http.digest;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How HTTP Digest is spoken: {@link Digest#of}. Needs peppers, under which what Digest checks a
 * secret against is sealed: for each secret and algorithm H(A1), the hash of public key, realm and
 * private key, which in its realm is as good as the private key.
 *
 * <p>Secrets that are issued from then on can be used with Digest. One that is older, or was issued
 * for another realm, gets what it needs in the background when it is used as a pair or a token;
 * until then it is {@link DigestResult.Detail#NO_VERIFIER}. So every node on a store must have the
 * same realm: with two, each takes the verifiers of the other for outdated. Algorithms may differ.
 * Another node that holds the key in a cache sees them when the organization changes, or the secret
 * is used there as a pair or a token.
 *
 * <p>A use of Digest never shows the private key, so it makes no verifier anew: where a key is used
 * with Digest only, a previous pepper stays needed until its secret is rotated.
 *
 * <p>Immutable and thread-safe, if the replay window is.
 */
public final class DigestSettings {
  private static final int LONGEST_REALM = 100;
  private static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(1);
  private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);
  private static final int MOST_USES = 100_000;

  /** What holds for a nonce. */
  private record Nonces(Duration lifetime, int uses, Optional<ReplayWindow> window) {}

  private final String realm;
  private final List<DigestAlgorithm> accepted;
  private final List<DigestAlgorithm> offered;
  private final Nonces nonces;

  private DigestSettings(
      String realm, List<DigestAlgorithm> accepted, List<DigestAlgorithm> offered, Nonces nonces) {
    this.realm = realm;
    this.accepted = accepted;
    this.offered = offered;
    this.nonces = nonces;
  }

  /**
   * In this realm, with these algorithms: secrets get a verifier for each, and clients may answer
   * with each. All are offered, in this order; nonces live for 60 seconds and 1024 uses; their uses
   * are remembered in memory.
   *
   * @param realm 1 to 100 printable ASCII characters, without quotation mark and backslash.
   *     Changing it later takes Digest away from all secrets until they are used as a pair or
   *     token; with another pepper at the same time, or without the old one, also for as long as a
   *     cache knows them from before
   * @throws InvalidValueException for another realm, or an algorithm that comes twice
   */
  public static DigestSettings of(String realm, DigestAlgorithm first, DigestAlgorithm... more) {
    requireRealm(realm);
    List<DigestAlgorithm> algorithms = new ArrayList<>(List.of(first));
    algorithms.addAll(Arrays.asList(more));
    List<DigestAlgorithm> accepted = once(algorithms);
    return new DigestSettings(
        realm, accepted, accepted, new Nonces(Duration.ofSeconds(60), 1024, Optional.empty()));
  }

  /**
   * Offering these only, in this order: many clients read the first challenge alone, and give up
   * where they do not know its algorithm.
   *
   * @throws InvalidValueException for none, for one that comes twice or is not accepted
   */
  public DigestSettings offering(DigestAlgorithm... algorithms) {
    List<DigestAlgorithm> newOffered = once(Arrays.asList(algorithms));
    if (newOffered.isEmpty() || !accepted.containsAll(newOffered)) {
      throw invalid(
          "offered algorithms", newOffered.toString(), "must be one or more of " + accepted);
    }
    return new DigestSettings(realm, accepted, newOffered, nonces);
  }

  /**
   * A nonce is good for so long after it was made. Servers that take each other's nonces must have
   * the same: nonces of another lifetime are stale.
   *
   * @throws InvalidValueException unless it is a second to a day
   */
  public DigestSettings nonceLifetime(Duration lifetime) {
    if (lifetime.compareTo(SHORTEST_LIFETIME) < 0 || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
      throw invalid("nonce lifetime", lifetime.toString(), "must be one second to one day");
    }
    return with(new Nonces(lifetime, nonces.uses, nonces.window));
  }

  /**
   * A nonce is good for so many uses.
   *
   * @throws InvalidValueException unless there are 1 to 100,000
   */
  public DigestSettings usesPerNonce(int uses) {
    if (uses < 1 || uses > MOST_USES) {
      throw invalid("uses per nonce", Integer.toString(uses), "must be 1 to " + MOST_USES);
    }
    return with(new Nonces(nonces.lifetime, uses, nonces.window));
  }

  /** Where uses of nonces are remembered: one that servers share, say. */
  public DigestSettings replayWindow(ReplayWindow window) {
    Objects.requireNonNull(window, "window");
    return with(new Nonces(nonces.lifetime, nonces.uses, Optional.of(window)));
  }

  /** The realm. */
  public String realm() {
    return realm;
  }

  /** For which secrets get verifiers; immutable. */
  public List<DigestAlgorithm> accepted() {
    return accepted;
  }

  /** Which challenges offer, in order; immutable. */
  public List<DigestAlgorithm> offered() {
    return offered;
  }

  /** How long a nonce is good. */
  public Duration nonceLifetime() {
    return nonces.lifetime;
  }

  /** How many uses of a nonce are good. */
  public int usesPerNonce() {
    return nonces.uses;
  }

  /** The window of the host; empty for one in memory. */
  public Optional<ReplayWindow> replayWindow() {
    return nonces.window;
  }

  @Override
  public String toString() {
    return "Digest in realm \"" + realm + "\", accepts " + accepted + ", offers " + offered;
  }

  private DigestSettings with(Nonces newNonces) {
    return new DigestSettings(realm, accepted, offered, newNonces);
  }

  private static List<DigestAlgorithm> once(List<DigestAlgorithm> algorithms) {
    if (algorithms.stream().distinct().count() < algorithms.size()) {
      throw invalid("Digest algorithms", algorithms.toString(), "must come once each");
    }
    return List.copyOf(algorithms);
  }

  private static void requireRealm(String realm) {
    if (realm.isEmpty()
        || realm.length() > LONGEST_REALM
        || !realm.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\')) {
      throw invalid(
          "realm",
          realm,
          "must be 1 to 100 printable ASCII characters, without quotation mark and backslash");
    }
  }

  private static InvalidValueException invalid(String what, String value, String rule) {
    return InvalidValueException.of(ErrorCode.INVALID_VALUE, what, value, rule);
  }
}
