import org.jspecify.annotations.NullMarked;

/** Reads credentials and client addresses from HTTP requests, and decides about requests. */
@NullMarked
module io.claviger.http {
  requires transitive io.claviger;
  requires static org.jspecify;

  exports io.claviger.http;
  exports io.claviger.http.access;
  exports io.claviger.http.digest;
}
