import org.jspecify.annotations.NullMarked;

/**
 * Lets requests with a valid API key through, and serves the management of keys and access tokens.
 */
@NullMarked
module io.claviger.servlet {
  requires transitive io.claviger.http;
  requires transitive jakarta.servlet;
  requires static io.claviger.management;
  requires static io.claviger.oauth;
  requires static org.jspecify;

  exports io.claviger.servlet;
}
