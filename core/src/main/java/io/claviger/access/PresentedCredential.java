package io.claviger.access;

import io.claviger.InvalidValue;
import io.claviger.PrivateKey;
import io.claviger.PublicKey;
import io.claviger.internal.credential.AuthorizationHeader;
import io.claviger.internal.value.TokenHead;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a request brought along. Reading one never throws and never prints a secret: a malformed
 * credential is a value too.
 */
public sealed interface PresentedCredential {
  /** Both halves, well-formed. Of a token the private half is the whole text. */
  record Pair(PublicKey publicKey, PrivateKey privateKey) implements PresentedCredential {
    /** No part may be null. */
    public Pair {
      Objects.requireNonNull(publicKey, "publicKey");
      Objects.requireNonNull(privateKey, "privateKey");
    }
  }

  /** Nothing: the request names no credential. */
  record Missing() implements PresentedCredential {}

  /** Something that cannot be a credential of this library. */
  record Malformed() implements PresentedCredential {}

  /**
   * A public and a private key as text; {@link Missing} if both are null, {@link Malformed} if one
   * of them is, or breaks its rule.
   */
  static PresentedCredential pair(@Nullable String publicKey, @Nullable String privateKey) {
    if (publicKey == null && privateKey == null) {
      return new Missing();
    }
    if (publicKey == null || privateKey == null) {
      return new Malformed();
    }
    try {
      return new Pair(new PublicKey(publicKey), PrivateKey.of(privateKey));
    } catch (InvalidValue e) {
      return new Malformed();
    }
  }

  /**
   * A token of any prefix ({@link io.claviger.TokenFormat}); {@link Missing} if it is null, {@link
   * Malformed} if it is not of the form, or its checksum is wrong.
   */
  static PresentedCredential token(@Nullable String text) {
    if (text == null) {
      return new Missing();
    }
    return TokenHead.of(text)
        .<PresentedCredential>map(head -> new Pair(head.publicKey(), PrivateKey.of(text)))
        .orElseGet(Malformed::new);
  }

  /**
   * The Authorization header of a request: {@code Basic} (RFC 7617) with the public key as user-id
   * and the private key as password, or {@code Bearer} (RFC 6750) with a token. The name of the
   * scheme in any case, one or more spaces, the credentials; spaces and tabs around are passed
   * over. Base64 is that of RFC 4648, section 4, with its padding, in the one spelling that an
   * encoder writes. Of several colons the first separates.
   *
   * <p>{@link Missing} if there is no value. {@link Malformed} for more than one, separate or
   * joined by a comma; for another scheme; for a value of more than 512 characters, blanks
   * included, which is not looked at; and for what is no {@link #pair} or {@link #token}.
   *
   * @param values all values of the field in their order, an empty list if the request has none
   */
  static PresentedCredential authorization(List<String> values) {
    return AuthorizationHeader.read(values);
  }
}
