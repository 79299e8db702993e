import org.jspecify.annotations.NullMarked;

/**
 * The contract of a store as tests to inherit, and what tests of hosts need: arbitraries of values,
 * time, faults.
 */
@NullMarked
module io.claviger.store.tck {
  requires transitive io.claviger;
  requires transitive net.jqwik.api;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;

  exports io.claviger.store.tck;
  exports io.claviger.store.tck.arbitraries;
  exports io.claviger.store.tck.revocation;

  opens io.claviger.store.tck to
      org.junit.platform.commons;
  opens io.claviger.store.tck.management to
      org.junit.platform.commons;
  opens io.claviger.store.tck.revocation to
      org.junit.platform.commons;

  provides net.jqwik.api.providers.ArbitraryProvider with
      io.claviger.store.tck.arbitraries.ValueArbitraryProvider;
}
