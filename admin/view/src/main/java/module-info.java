import org.jspecify.annotations.NullMarked;

/** The operator's view over all organizations, a health report, and notices of expiry. */
@NullMarked
module io.claviger.admin {
  requires transitive io.claviger;
  requires static org.jspecify;

  exports io.claviger.admin;
}
