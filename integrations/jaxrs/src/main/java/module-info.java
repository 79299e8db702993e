import org.jspecify.annotations.NullMarked;

/** Admits requests of API keys to an application on Jakarta REST. */
@NullMarked
module io.claviger.jaxrs {
  requires transitive io.claviger.http;
  requires transitive jakarta.ws.rs;
  requires static jakarta.annotation;
  requires static jakarta.servlet;
  requires static org.jspecify;

  exports io.claviger.jaxrs;
}
