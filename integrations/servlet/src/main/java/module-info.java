import org.jspecify.annotations.NullMarked;

/** A servlet filter that lets requests with a valid API key through. */
@NullMarked
module io.claviger.servlet {
  requires transitive io.claviger.http;
  requires transitive jakarta.servlet;
  requires static org.jspecify;

  exports io.claviger.servlet;
}
