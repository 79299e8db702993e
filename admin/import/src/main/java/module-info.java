import org.jspecify.annotations.NullMarked;

/** Imports keys that other software issued, and goes on accepting them. */
@NullMarked
module io.claviger.importing {
  requires transitive io.claviger;
  requires org.bouncycastle.provider;
  requires static org.jspecify;

  exports io.claviger.importing;
}
