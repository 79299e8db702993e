package io.claviger.model;

import java.util.Objects;

/** The form of the credential of a key: two texts, or one. */
public sealed interface CredentialForm {
  /** A public key of 8 letters and a private key that is a UUID, as in Atlas. */
  record Pair() implements CredentialForm {}

  /** One text, the token, which contains the public key. */
  record Token(TokenFormat format) implements CredentialForm {
    /** Checks that the format is not null. */
    public Token {
      Objects.requireNonNull(format, "format");
    }
  }
}
