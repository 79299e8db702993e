package io.claviger.access;

import io.claviger.internal.text.TokenHead;
import io.claviger.model.InvalidValueException;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a request brought along. Reading one never throws and never prints a secret: a malformed
 * credential is a value too.
 */
public sealed interface Credential {
  /** Both halves, well-formed. Of a token the private half is the whole text. */
  record Pair(PublicKey publicKey, PrivateKey privateKey) implements Credential {
    /** No part may be null. */
    public Pair {
      Objects.requireNonNull(publicKey, "publicKey");
      Objects.requireNonNull(privateKey, "privateKey");
    }
  }

  /** Nothing: the request names no credential. */
  record Missing() implements Credential {}

  /** Something that cannot be a credential of this library. */
  record Malformed() implements Credential {}

  /**
   * A public and a private key as text; {@link Missing} if both are null, {@link Malformed} if one
   * of them is, or breaks its rule.
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
   * A token of any prefix ({@link io.claviger.model.TokenFormat}); {@link Missing} if it is null,
   * {@link Malformed} if it is not of the form, or its checksum is wrong.
   */
  static Credential token(@Nullable String text) {
    if (text == null) {
      return new Missing();
    }
    return TokenHead.of(text)
        .<Credential>map(head -> new Pair(new PublicKey(head.publicKey()), PrivateKey.of(text)))
        .orElseGet(Malformed::new);
  }
}
