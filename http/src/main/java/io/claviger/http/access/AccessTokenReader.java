package io.claviger.http.access;

import io.claviger.access.Credential;
import java.util.Optional;

/**
 * Reads access tokens: bearer tokens (RFC 6750) that stand for a key for a limited time. It runs on
 * the thread of the request. It must be thread-safe and must not throw.
 */
@FunctionalInterface
public interface AccessTokenReader {
  /**
   * Returns the credential in a bearer token: a {@link Credential.ByProof}, or {@link
   * Credential.Malformed} for a text that begins like an access token and is none. Empty for every
   * other text, such as a JWT, which another way to authenticate may read.
   */
  Optional<Credential> read(String token);
}
