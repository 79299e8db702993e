import org.jspecify.annotations.NullMarked;

/** The contract of a store as tests to inherit, sample values, and arbitraries of values. */
@NullMarked
module io.claviger.store.tck {
  requires transitive io.claviger;
  requires transitive io.claviger.test;
  requires transitive net.jqwik.api;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;

  exports io.claviger.store.tck;
  exports io.claviger.store.tck.arbitraries;
  exports io.claviger.store.tck.contract;
  exports io.claviger.store.tck.revocation;

  opens io.claviger.store.tck.contract to
      org.junit.platform.commons;
  opens io.claviger.store.tck.revocation to
      org.junit.platform.commons;

  provides net.jqwik.api.providers.ArbitraryProvider with
      io.claviger.store.tck.arbitraries.ValueArbitraryProvider;
}
