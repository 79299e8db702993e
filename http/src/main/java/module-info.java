import org.jspecify.annotations.NullMarked;

/** What a server reads in a request over HTTP. */
@NullMarked
module io.claviger.http {
  requires transitive io.claviger;
  requires static org.jspecify;

  exports io.claviger.http;
  exports io.claviger.http.digest;
}
