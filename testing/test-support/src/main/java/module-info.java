import org.jspecify.annotations.NullMarked;

/** Support for tests of applications, without a test framework. */
@NullMarked
module io.claviger.test {
  requires transitive io.claviger;
  requires transitive io.claviger.store.memory;
  requires static org.jspecify;

  exports io.claviger.test;
}
