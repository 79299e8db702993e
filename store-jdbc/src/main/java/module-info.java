import org.jspecify.annotations.NullMarked;

/** A store on a relational database, with an embedded one as default. */
@NullMarked
module io.claviger.store.jdbc {
  requires transitive io.claviger;
  requires transitive java.sql;
  requires transitive org.jdbi.v3.core;
  requires com.h2database;
  requires com.zaxxer.hikari;
  // For jdbi, which does not start without it and has no descriptor to say so.
  requires io.leangen.geantyref;
  requires static org.jspecify;

  exports io.claviger.store.jdbc;
}
