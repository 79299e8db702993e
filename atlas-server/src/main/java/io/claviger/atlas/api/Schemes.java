package io.claviger.atlas.api;

/** The authentication schemes that the server accepts. */
public enum Schemes {
  /** HTTP Digest only. */
  DIGEST,
  /** HTTP Digest and Basic. */
  DIGEST_BASIC,
  /** HTTP Digest, Basic and Bearer, for a server that issues tokens. */
  DIGEST_BASIC_BEARER
}
