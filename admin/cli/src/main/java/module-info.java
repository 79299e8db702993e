import org.jspecify.annotations.NullMarked;

/** The command line: a program for operators that manages the organizations and keys of a store. */
@NullMarked
module io.claviger.cli {
  requires com.fasterxml.jackson.core;
  requires com.zaxxer.hikari;
  requires de.siegmar.fastcsv;
  requires info.picocli;
  requires io.claviger.http.digest;
  requires io.claviger.importing;
  requires io.claviger.admin;
  requires io.claviger.oauth;
  requires io.claviger.store.jdbc.embedded;
  requires java.logging;
  requires static org.jspecify;

  exports io.claviger.cli;

  // It reads and sets the fields of the options.
  opens io.claviger.cli.command to
      info.picocli;
}
