import org.jspecify.annotations.NullMarked;

/** The contract of an adapter for a web framework, as tests to inherit. */
@NullMarked
module io.claviger.test.http {
  requires transitive io.claviger.http;
  requires transitive org.junit.jupiter.api;
  requires io.claviger.http.digest;
  requires io.claviger.store.memory;
  requires org.junit.jupiter.params;
  requires static org.jspecify;

  exports io.claviger.test.http;

  opens io.claviger.test.http to
      org.junit.platform.commons;
}
