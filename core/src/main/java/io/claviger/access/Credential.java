package io.claviger.access;

import io.claviger.internal.text.Arguments;
import io.claviger.internal.text.TokenText;
import io.claviger.model.InvalidValueException;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.spi.Proof;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The credential that a request presents: a pair, a token, a proof, none, or a malformed one.
 * Reading one never throws and never prints a secret. Immutable, except for the state of a {@link
 * Proof}. Only this class makes credentials, so a new form of them breaks no application.
 */
public abstract class Credential {
  private static final Credential MISSING = new Missing();
  private static final Credential MALFORMED = new Malformed("");

  private Credential() {}

  /** A well-formed pair. For a token, the private key is the whole text. */
  static final class Pair extends Credential {
    final PublicKey publicKey;
    final PrivateKey privateKey;

    private Pair(PublicKey publicKey, PrivateKey privateKey) {
      this.publicKey = publicKey;
      this.privateKey = privateKey;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Pair that
          && publicKey.equals(that.publicKey)
          && privateKey.equals(that.privateKey);
    }

    @Override
    public int hashCode() {
      return publicKey.hashCode();
    }

    @Override
    public String toString() {
      return "Pair[publicKey=" + publicKey + ", privateKey=" + privateKey + "]";
    }
  }

  /** A proof of the key with this public key. */
  static final class Proved extends Credential {
    final PublicKey publicKey;
    final Proof proof;

    private Proved(PublicKey publicKey, Proof proof) {
      this.publicKey = publicKey;
      this.proof = proof;
    }

    @Override
    public String toString() {
      return "Proof[publicKey=" + publicKey + "]";
    }
  }

  /** A pair that is exchanged for an access token, and which keys may do so. */
  static final class Exchange extends Credential {
    final Pair pair;
    final Predicate<Authenticated> clients;

    private Exchange(Pair pair, Predicate<Authenticated> clients) {
      this.pair = pair;
      this.clients = clients;
    }

    @Override
    public String toString() {
      return "Exchange[" + pair + "]";
    }
  }

  /** The request presents no credential. */
  static final class Missing extends Credential {
    private Missing() {}

    @Override
    public String toString() {
      return "Missing[]";
    }
  }

  /** The credential cannot be one of this library. */
  static final class Malformed extends Credential {
    final String detail;

    private Malformed(String detail) {
      this.detail = detail;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Malformed that && detail.equals(that.detail);
    }

    @Override
    public int hashCode() {
      return detail.hashCode();
    }

    @Override
    public String toString() {
      return "Malformed[" + detail + "]";
    }
  }

  /**
   * Reads a public and a private key. The result is {@linkplain #isMissing missing} if both are
   * null, and {@linkplain #isMalformed malformed} if only one of them is null, or if one breaks its
   * rule.
   */
  public static Credential pair(@Nullable String publicKey, @Nullable String privateKey) {
    if (publicKey == null && privateKey == null) {
      return MISSING;
    }
    if (publicKey == null || privateKey == null) {
      return MALFORMED;
    }
    try {
      return new Pair(new PublicKey(publicKey), PrivateKey.of(privateKey));
    } catch (InvalidValueException e) {
      return MALFORMED;
    }
  }

  /** Returns the pair of these two. For a token, the private key is the whole text. */
  public static Credential pair(PublicKey publicKey, PrivateKey privateKey) {
    Arguments.require(publicKey, "publicKey", privateKey, "privateKey");
    return new Pair(publicKey, privateKey);
  }

  /**
   * Reads a token with any prefix ({@link io.claviger.model.TokenFormat}). The result is
   * {@linkplain #isMissing missing} if the text is null, and {@linkplain #isMalformed malformed} if
   * it has another form or a wrong checksum.
   */
  public static Credential token(@Nullable String text) {
    if (text == null) {
      return MISSING;
    }
    return TokenText.of(text)
        .<Credential>map(head -> new Pair(new PublicKey(head.publicKey()), PrivateKey.of(text)))
        .orElse(MALFORMED);
  }

  /** Returns the credential of a request that presents none. */
  public static Credential missing() {
    return MISSING;
  }

  /**
   * Returns a credential that cannot be one of this library.
   *
   * @param detail what is wrong, for the log: a constant text without a part of the credential, or
   *     an empty text
   */
  public static Credential malformed(String detail) {
    return Objects.requireNonNull(detail, "detail").isEmpty() ? MALFORMED : new Malformed(detail);
  }

  /**
   * Returns a proof that the sender has, or had, a secret of the key with this public key: an
   * access token, for example. The library believes it, so its author is responsible for its
   * security.
   */
  public static Credential proof(PublicKey publicKey, Proof proof) {
    Arguments.require(publicKey, "publicKey", proof, "proof");
    return new Proved(publicKey, proof);
  }

  /**
   * Returns a pair that is exchanged for an access token. A token endpoint makes it of the id and
   * the secret of a client. It is the only credential by which a key of a {@linkplain
   * io.claviger.Claviger.Builder#clientKind kind of clients} shows its secret.
   *
   * @param pair a pair. A missing credential stays missing. Every other one is malformed, since a
   *     token or a proof is not a client
   * @param clients which keys are clients. Another key is rejected with the same work as a wrong
   *     secret. It is asked if the key may be used otherwise; it must be thread-safe and must not
   *     throw
   */
  public static Credential exchange(Credential pair, Predicate<Authenticated> clients) {
    Arguments.require(pair, "pair", clients, "clients");
    if (pair instanceof Pair presented) {
      return new Exchange(presented, clients);
    }
    return pair.isMissing() ? pair : MALFORMED;
  }

  /** Returns the public key that the credential names; empty if it is missing or malformed. */
  public final Optional<PublicKey> publicKey() {
    Pair pair = pairIn(this);
    if (pair != null) {
      return Optional.of(pair.publicKey);
    }
    return this instanceof Proved proved ? Optional.of(proved.publicKey) : Optional.empty();
  }

  /** Returns the private key of a pair or the whole text of a token; empty for everything else. */
  public final Optional<PrivateKey> privateKey() {
    return Optional.ofNullable(pairIn(this)).map(pair -> pair.privateKey);
  }

  /** Returns the proof that the sender has a secret; empty for everything else. */
  public final Optional<Proof> proof() {
    return this instanceof Proved proved ? Optional.of(proved.proof) : Optional.empty();
  }

  /** Checks whether the request presents no credential. */
  public final boolean isMissing() {
    return this instanceof Missing;
  }

  /** Checks whether the credential cannot be one of this library. */
  public final boolean isMalformed() {
    return this instanceof Malformed;
  }

  /** Returns the pair that a request presents, for whatever purpose; null if it presents none. */
  static @Nullable Pair pairIn(Credential credential) {
    if (credential instanceof Exchange exchange) {
      return exchange.pair;
    }
    return credential instanceof Pair pair ? pair : null;
  }
}
