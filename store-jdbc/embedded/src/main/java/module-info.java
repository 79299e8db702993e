import org.jspecify.annotations.NullMarked;

/** A store on an embedded H2 database, in a file or in memory. */
@NullMarked
module io.claviger.store.jdbc.embedded {
  requires transitive io.claviger.store.jdbc;
  requires com.h2database;
  requires com.zaxxer.hikari;
  requires static org.jspecify;

  exports io.claviger.store.jdbc.embedded;
}
