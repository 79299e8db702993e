import org.jspecify.annotations.NullMarked;

/** A store on a relational database. */
@NullMarked
module io.claviger.store.jdbc {
  requires transitive io.claviger;
  requires transitive java.sql;
  requires org.jdbi.v3.core;
  // jdbi does not start without these two, and has no descriptor to say so.
  requires io.leangen.geantyref;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.claviger.store.jdbc;
}
