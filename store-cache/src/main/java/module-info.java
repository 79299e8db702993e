import org.jspecify.annotations.NullMarked;

/** A cache round any store. */
@NullMarked
module io.claviger.store.cache {
  requires transitive io.claviger;
  requires com.github.benmanes.caffeine;
  requires static org.jspecify;

  exports io.claviger.store.cache;
}
