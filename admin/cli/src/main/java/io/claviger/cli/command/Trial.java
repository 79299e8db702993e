package io.claviger.cli.command;

import io.claviger.access.Credential;
import io.claviger.cli.error.CliException;
import io.claviger.cli.rows.KeyRows;
import io.claviger.cli.rows.RawRow;
import io.claviger.cli.rows.RowFile;
import io.claviger.importing.ImportedSecret;
import io.claviger.importing.ImportedSettings;
import io.claviger.importing.ImportedVerifiers;
import io.claviger.model.InvalidValueException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Tries one old credential on its row, before a row is imported. It changes nothing. */
final class Trial {
  private static final String CHECK =
      "; check --hash, --salt and the group secret of --credential against the old software";

  private final ImportedSettings settings;
  private final Credential presented;

  /** Reads the credential. Throws {@link CliException} for one of another form. */
  Trial(ImportedSettings settings, String credential) {
    this.settings = settings;
    this.presented = settings.format().read(credential);
    if (presented.isMalformed()) {
      throw CliException.usage(
          "--try: the credential does not match the expression of --credential");
    }
  }

  /**
   * Returns the line of the row that accepts the credential. Throws {@link CliException} if there
   * is none.
   */
  long line(Path file, Optional<RowFile.Form> format) {
    if (!Files.isRegularFile(file)) {
      throw CliException.usage(
          "--try reads the file before the import does, so it cannot be a pipe");
    }
    ImportedVerifiers.Builder builder = ImportedVerifiers.builder();
    settings.configure(builder);
    try (ImportedVerifiers verifiers = builder.build();
        RowFile rows = RowFile.open(file, format, Optional.of(settings))) {
      return line(rows, verifiers);
    }
  }

  private long line(RowFile rows, ImportedVerifiers verifiers) {
    while (rows.hasNext()) {
      RawRow row = rows.next();
      Optional<ImportedSecret> its =
          secret(row).filter(each -> each.publicKey().equals(presented.publicKey().orElseThrow()));
      if (its.isPresent() && !verifiers.accepts(its.get(), presented)) {
        throw CliException.usage(
            "--try: the row in line "
                + row.line()
                + " has the id of the credential, but its hash does not accept it"
                + CHECK);
      }
      if (its.isPresent()) {
        return row.line();
      }
    }
    throw CliException.usage(
        settings.findsById()
            ? "--try: no row has the id of the credential"
            : "--try: no row has the digest of the credential" + CHECK);
  }

  private Optional<ImportedSecret> secret(RawRow row) {
    try {
      return Optional.of(new KeyRows(Optional.of(settings)).key(row).secret());
    } catch (InvalidValueException e) {
      // The import reports the row.
      return Optional.empty();
    }
  }
}
