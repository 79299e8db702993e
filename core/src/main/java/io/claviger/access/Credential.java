package io.claviger.access;

import io.claviger.internal.text.TokenText;
import io.claviger.model.InvalidValueException;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.spi.Proof;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The credential that a request presents. Reading one never throws and never prints a secret: a
 * malformed credential is a value too.
 */
public sealed interface Credential {
  /** A well-formed pair. For a token, the private key is the whole text. */
  record Pair(PublicKey publicKey, PrivateKey privateKey) implements Credential {
    /** Checks that no part is null. */
    public Pair {
      Objects.requireNonNull(publicKey, "publicKey");
      Objects.requireNonNull(privateKey, "privateKey");
    }
  }

  /**
   * A proof that the sender has, or had, a secret of the key with this public key: an access token,
   * for example. The library believes it, so its author is responsible for its security.
   */
  record ByProof(PublicKey publicKey, Proof proof) implements Credential {
    /** Checks that no part is null. */
    public ByProof {
      Objects.requireNonNull(publicKey, "publicKey");
      Objects.requireNonNull(proof, "proof");
    }
  }

  /**
   * A pair that is exchanged for an access token. A token endpoint makes it of the id and the
   * secret of a client. It is the only credential by which a key of a {@linkplain
   * io.claviger.Claviger.Builder#clients kind of clients} shows its secret.
   *
   * @param clients which keys are clients. Another key is rejected with the same work as a wrong
   *     secret. It is asked if the key may be used otherwise; it must be thread-safe and must not
   *     throw
   */
  record ForExchange(Pair pair, Predicate<Authenticated> clients) implements Credential {
    /** Checks that no part is null. */
    public ForExchange {
      Objects.requireNonNull(pair, "pair");
      Objects.requireNonNull(clients, "clients");
    }
  }

  /** The request presents no credential. */
  record Missing() implements Credential {}

  /** The credential cannot be one of this library. */
  record Malformed() implements Credential {}

  /**
   * Reads a public and a private key. Returns {@link Missing} if both are null, and {@link
   * Malformed} if only one of them is null, or if one breaks its rule.
   */
  static Credential pair(@Nullable String publicKey, @Nullable String privateKey) {
    if (publicKey == null && privateKey == null) {
      return new Missing();
    }
    if (publicKey == null || privateKey == null) {
      return new Malformed();
    }
    try {
      return new Pair(new PublicKey(publicKey), PrivateKey.of(privateKey));
    } catch (InvalidValueException e) {
      return new Malformed();
    }
  }

  /**
   * Reads a token with any prefix ({@link io.claviger.model.TokenFormat}). Returns {@link Missing}
   * if the text is null, and {@link Malformed} if it has another form or a wrong checksum.
   */
  static Credential token(@Nullable String text) {
    if (text == null) {
      return new Missing();
    }
    return TokenText.of(text)
        .<Credential>map(head -> new Pair(new PublicKey(head.publicKey()), PrivateKey.of(text)))
        .orElseGet(Malformed::new);
  }
}
