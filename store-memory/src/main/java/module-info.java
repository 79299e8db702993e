import org.jspecify.annotations.NullMarked;

/** A store in the memory of one process. */
@NullMarked
module io.claviger.store.memory {
  requires transitive io.claviger;
  requires static org.jspecify;

  exports io.claviger.store.memory;
}
