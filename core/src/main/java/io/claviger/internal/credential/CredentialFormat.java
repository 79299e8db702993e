package io.claviger.internal.credential;

import io.claviger.internal.text.TokenHead;
import io.claviger.model.ApiKey;
import io.claviger.model.CredentialForm;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretInfo;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The format of the credentials of new keys and secrets. Keys are checked without it, so keys of
 * all formats can exist side by side.
 */
public interface CredentialFormat {
  /** Returns the format for this form. */
  static CredentialFormat of(CredentialForm form) {
    return form instanceof CredentialForm.Token token
        ? new TokenCredentials(token.format().prefix())
        : new PairCredentials();
  }

  /**
   * Returns the format of a key, by the redacted form of its newest secret. If the key has no
   * secret, or one of another form, its public half decides: it is a pair if that is the public
   * half of a pair. Otherwise the prefix of its tokens is unknown, and it gets the default.
   */
  static CredentialFormat of(ApiKey key, CredentialFormat byDefault) {
    List<SecretInfo> secrets = key.secrets();
    String newest = secrets.isEmpty() ? "" : secrets.get(secrets.size() - 1).hint().redacted();
    Optional<TokenHead> head = TokenHead.ofRedacted(newest);
    if (head.isPresent()) {
      return new TokenCredentials(head.get().prefix());
    }
    return PairCredentials.isHint(newest) || PairCredentials.isPublicKey(key.publicKey())
        ? new PairCredentials()
        : byDefault;
  }

  /** Returns the public half of a new key. */
  PublicKey publicKey(RandomGenerator random);

  /** Returns a new private half for the key with this public half. */
  PrivateKey privateKey(PublicKey publicKey, RandomGenerator random);
}
