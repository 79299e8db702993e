import org.jspecify.annotations.NullMarked;

/** A cache around any store, for the path of requests. */
@NullMarked
module io.claviger.store.cache {
  requires transitive io.claviger;
  requires com.github.benmanes.caffeine;
  requires static org.jspecify;

  exports io.claviger.store.cache;
}
