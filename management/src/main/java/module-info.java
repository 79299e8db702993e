import org.jspecify.annotations.NullMarked;

/** Lets users and keys manage API keys over HTTP, in any framework. */
@NullMarked
module io.claviger.management {
  requires transitive io.claviger.http;
  requires com.fasterxml.jackson.core;
  requires static org.jspecify;

  exports io.claviger.management;
  exports io.claviger.management.spi;
}
