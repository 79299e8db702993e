import org.jspecify.annotations.NullMarked;

/** Micrometer meters of Claviger and of its cache. */
@NullMarked
module io.claviger.micrometer {
  requires transitive io.claviger;
  requires transitive micrometer.core;
  requires static io.claviger.store.cache;
  requires static org.jspecify;

  exports io.claviger.micrometer;
}
