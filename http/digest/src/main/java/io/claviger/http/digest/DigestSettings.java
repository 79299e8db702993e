package io.claviger.http.digest;

import io.claviger.internal.text.Arguments;
import io.claviger.model.InvalidValueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of HTTP Digest, for {@link Digest#of}.
 *
 * <p>Digest checks a secret against H(A1), the hash of public key, realm and private key. In its
 * realm, H(A1) is as good as the private key. So it is stored in a verifier that is sealed under a
 * pepper, one for each secret and algorithm.
 *
 * <p>Secrets that are issued with these settings can be used with Digest. A secret that is older,
 * or was issued for another realm, gets its verifiers in the background when it is used as a pair
 * or a token. Until then it is refused with the detail {@code NO_VERIFIER}.
 *
 * <p>All nodes on a store must have the same realm, because each node treats verifiers of another
 * realm as outdated. Algorithms may differ. A node with a cached key does not see verifiers that
 * another node has made, until the organization changes or the secret is used on this node as a
 * pair or a token.
 *
 * <p>A request by Digest does not contain the private key, so it cannot renew a verifier. If a key
 * is used with Digest only, its previous pepper is needed until the secret is rotated.
 *
 * <p>Immutable and thread-safe, if the replay window is.
 */
public final class DigestSettings {
  private static final String REALM = "[ -~&&[^\"\\\\]]{1,100}";
  private static final Duration MIN_LIFETIME = Duration.ofSeconds(1);
  private static final Duration MAX_LIFETIME = Duration.ofDays(1);
  private static final int MAX_USES = 100_000;

  private record NonceRules(Duration lifetime, int uses, Optional<ReplayWindow> window) {}

  private final String realm;
  private final List<DigestAlgorithm> accepted;
  private final List<DigestAlgorithm> offered;
  private final NonceRules nonces;
  private final boolean pathOnly;

  private DigestSettings(
      String realm,
      List<DigestAlgorithm> accepted,
      List<DigestAlgorithm> offered,
      NonceRules nonces,
      boolean pathOnly) {
    this.realm = realm;
    this.accepted = accepted;
    this.offered = offered;
    this.nonces = nonces;
    this.pathOnly = pathOnly;
  }

  /**
   * Returns settings for this realm and these algorithms. Secrets get a verifier for each
   * algorithm, and clients may answer with each. The defaults are:
   *
   * <ul>
   *   <li>Challenges offer all algorithms, in this order.
   *   <li>A nonce is valid for 60 seconds and 1024 uses.
   *   <li>The uses of nonces are remembered in memory.
   * </ul>
   *
   * <p>If the realm changes later, secrets cannot be used with Digest until each is used as a pair
   * or token. If the current pepper changes at the same time, or the old one is removed, a node
   * also refuses them for as long as its cache holds the key as it was before.
   *
   * @param realm 1 to 100 printable ASCII characters, without quotation mark and backslash
   * @throws InvalidValueException for another realm, or if an algorithm is given twice
   */
  public static DigestSettings of(String realm, DigestAlgorithm first, DigestAlgorithm... more) {
    Arguments.require(realm, "realm", first, "first", more, "more");
    if (!realm.matches(REALM)) {
      throw InvalidValueException.of(
          "realm",
          realm,
          "must be 1 to 100 printable ASCII characters, without quotation mark and backslash");
    }
    List<DigestAlgorithm> algorithms = new ArrayList<>(List.of(first));
    algorithms.addAll(Arrays.asList(more));
    List<DigestAlgorithm> accepted = once(algorithms);
    return new DigestSettings(
        realm,
        accepted,
        accepted,
        new NonceRules(Duration.ofSeconds(60), 1024, Optional.empty()),
        false);
  }

  /**
   * Returns settings whose challenges offer only these algorithms, in this order. Many clients read
   * only the first challenge, and give up if they do not support its algorithm.
   *
   * @throws InvalidValueException if there are none, or if one is given twice or is not accepted
   */
  public DigestSettings withOffered(DigestAlgorithm... algorithms) {
    Objects.requireNonNull(algorithms, "algorithms");
    List<DigestAlgorithm> newOffered = once(Arrays.asList(algorithms));
    if (newOffered.isEmpty() || !accepted.containsAll(newOffered)) {
      throw InvalidValueException.of(
          "offered algorithms", newOffered, "must be one or more of " + accepted);
    }
    return new DigestSettings(realm, accepted, newOffered, nonces, pathOnly);
  }

  /**
   * Returns settings in which a nonce is valid for this time after it was made. Servers that accept
   * each other's nonces must have the same lifetime: a nonce of another lifetime is stale.
   *
   * @throws InvalidValueException unless the lifetime is one second to one day
   */
  public DigestSettings withNonceLifetime(Duration lifetime) {
    Objects.requireNonNull(lifetime, "lifetime");
    if (lifetime.compareTo(MIN_LIFETIME) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw InvalidValueException.of("nonce lifetime", lifetime, "must be one second to one day");
    }
    return with(new NonceRules(lifetime, nonces.uses, nonces.window));
  }

  /**
   * Returns settings in which a nonce is valid for this many uses.
   *
   * @throws InvalidValueException unless the number is 1 to 100,000
   */
  public DigestSettings withUsesPerNonce(int uses) {
    if (uses < 1 || uses > MAX_USES) {
      throw InvalidValueException.of("uses per nonce", uses, "must be 1 to " + MAX_USES);
    }
    return with(new NonceRules(nonces.lifetime, uses, nonces.window));
  }

  /** Returns settings with this replay window, for example one that several servers share. */
  public DigestSettings withReplayWindow(ReplayWindow window) {
    Objects.requireNonNull(window, "window");
    return with(new NonceRules(nonces.lifetime, nonces.uses, Optional.of(window)));
  }

  /**
   * Returns settings that also accept an answer for the path of the request without its query,
   * since some clients sign only that. Somebody who intercepts such an answer before it arrives can
   * use it once, with another query. Off by default.
   */
  public DigestSettings acceptPathOnly() {
    return new DigestSettings(realm, accepted, offered, nonces, true);
  }

  /** Returns the realm. */
  public String realm() {
    return realm;
  }

  /** Returns the algorithms for which secrets get verifiers, as an immutable list. */
  public List<DigestAlgorithm> accepted() {
    return accepted;
  }

  /** Returns the algorithms that challenges offer, in their order, as an immutable list. */
  public List<DigestAlgorithm> offered() {
    return offered;
  }

  /** Returns how long a nonce is valid. */
  public Duration nonceLifetime() {
    return nonces.lifetime;
  }

  /** Returns how many uses of a nonce are valid. */
  public int usesPerNonce() {
    return nonces.uses;
  }

  /** Returns the replay window of the application, or empty for one in memory. */
  public Optional<ReplayWindow> replayWindow() {
    return nonces.window;
  }

  /** Checks whether an answer for the path without the query is accepted too. */
  public boolean acceptsPathOnly() {
    return pathOnly;
  }

  @Override
  public String toString() {
    return "Digest in realm \"" + realm + "\", accepts " + accepted + ", offers " + offered;
  }

  private DigestSettings with(NonceRules newNonces) {
    return new DigestSettings(realm, accepted, offered, newNonces, pathOnly);
  }

  private static List<DigestAlgorithm> once(List<DigestAlgorithm> algorithms) {
    if (algorithms.stream().distinct().count() < algorithms.size()) {
      throw InvalidValueException.of(
          "Digest algorithms", algorithms, "must not contain an algorithm twice");
    }
    return List.copyOf(algorithms);
  }
}
