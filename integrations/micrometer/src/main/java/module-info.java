import org.jspecify.annotations.NullMarked;

/** Micrometer meters of Claviger, of its cache and of its endpoints for access tokens. */
@NullMarked
module io.claviger.micrometer {
  requires transitive io.claviger;
  requires transitive micrometer.core;
  requires static io.claviger.oauth;
  requires static io.claviger.store.cache;
  requires static org.jspecify;

  exports io.claviger.micrometer;
}
