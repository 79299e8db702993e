import org.jspecify.annotations.NullMarked;

/** Reads credentials and client addresses from HTTP requests, and decides about requests. */
@NullMarked
@SuppressWarnings("module") // These modules are not there when this one is compiled.
module io.claviger.http {
  requires transitive io.claviger;
  requires static org.jspecify;

  exports io.claviger.http;
  exports io.claviger.http.access;
  exports io.claviger.http.internal to
      io.claviger.http.digest;
  exports io.claviger.http.internal.body to
      io.claviger.management,
      io.claviger.oauth;
}
