import org.jspecify.annotations.NullMarked;

/** A store on an embedded H2 database, in a file or in memory. */
@NullMarked
@SuppressWarnings("module") // The command line is not there when this one is compiled.
module io.claviger.store.jdbc.embedded {
  requires transitive io.claviger.store.jdbc;
  requires com.h2database;
  requires com.zaxxer.hikari;
  requires static org.jspecify;

  exports io.claviger.store.jdbc.embedded;
  exports io.claviger.store.jdbc.embedded.internal to
      io.claviger.cli;
}
