import org.jspecify.annotations.NullMarked;

/**
 * Programmatic API keys: values, rules, management, authentication and authorization; stores plug
 * in behind {@code io.claviger.spi}.
 */
@NullMarked
@SuppressWarnings("module") // These modules are not there when this one is compiled.
module io.claviger {
  requires inet.ipaddr;
  requires static org.jspecify;

  exports io.claviger;
  exports io.claviger.access;
  exports io.claviger.model;
  exports io.claviger.spi;
  exports io.claviger.spi.store;
  exports io.claviger.internal.background to
      io.claviger.store.cache;
  exports io.claviger.internal.bridge to
      io.claviger.importing,
      io.claviger.admin,
      io.claviger.store.jdbc;
  exports io.claviger.internal.credential to
      io.claviger.importing;
  exports io.claviger.internal.crypto to
      io.claviger.http.digest,
      io.claviger.oauth;
  exports io.claviger.internal.management to
      io.claviger.importing,
      io.claviger.admin;
  exports io.claviger.internal.text to
      io.claviger.http,
      io.claviger.http.digest,
      io.claviger.management;
  exports io.claviger.internal.time to
      io.claviger.http.digest,
      io.claviger.store.jdbc;
}
