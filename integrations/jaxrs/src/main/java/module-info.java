import org.jspecify.annotations.NullMarked;

/**
 * Admits requests of API keys to an application on Jakarta REST, and serves the management of keys
 * and access tokens.
 */
@NullMarked
module io.claviger.jaxrs {
  requires transitive io.claviger.http;
  requires transitive jakarta.ws.rs;
  requires static io.claviger.management;
  requires static io.claviger.oauth;
  requires static jakarta.annotation;
  requires static jakarta.servlet;
  requires static org.jspecify;

  exports io.claviger.jaxrs;
}
