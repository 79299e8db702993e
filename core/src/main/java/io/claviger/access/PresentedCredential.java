package io.claviger.access;

import io.claviger.InvalidValue;
import io.claviger.PrivateKey;
import io.claviger.PublicKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a request brought along. Reading one never throws and never prints a secret: a malformed
 * credential is a value too.
 */
public sealed interface PresentedCredential {
  /** Both halves, well-formed. */
  record Pair(PublicKey publicKey, PrivateKey privateKey) implements PresentedCredential {
    /** No part may be null. */
    public Pair {
      Objects.requireNonNull(publicKey, "publicKey");
      Objects.requireNonNull(privateKey, "privateKey");
    }
  }

  /** Something that cannot be a credential of this library. */
  record Malformed() implements PresentedCredential {}

  /**
   * A public and a private key as text; {@link Malformed} if one of them is missing or breaks its
   * rule.
   */
  static PresentedCredential pair(@Nullable String publicKey, @Nullable String privateKey) {
    if (publicKey == null || privateKey == null) {
      return new Malformed();
    }
    try {
      return new Pair(new PublicKey(publicKey), PrivateKey.of(privateKey));
    } catch (InvalidValue e) {
      return new Malformed();
    }
  }
}
