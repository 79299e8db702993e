package io.claviger.atlas.api;

/** How clients may tell who they are: by HTTP Digest always. */
public enum Schemes {
  /** Nothing else. */
  DIGEST,
  /** By Basic, too. */
  DIGEST_BASIC,
  /** By Basic and Bearer, too: for a server that issues tokens, which Bearer takes. */
  DIGEST_BASIC_BEARER
}
