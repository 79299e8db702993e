import org.jspecify.annotations.NullMarked;

/** HTTP Digest (RFC 7616) for keys, a way to present a credential. */
@NullMarked
module io.claviger.http.digest {
  requires transitive io.claviger.http;
  requires static org.jspecify;

  exports io.claviger.http.digest;
}
