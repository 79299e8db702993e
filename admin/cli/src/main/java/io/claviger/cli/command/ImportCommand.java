package io.claviger.cli.command;

import io.claviger.cli.error.CliException;
import io.claviger.cli.error.ExitCode;
import io.claviger.cli.rows.KeyRows;
import io.claviger.cli.rows.RowCounts;
import io.claviger.cli.rows.RowFile;
import io.claviger.importing.ExceededLimit;
import io.claviger.importing.ImportProgress;
import io.claviger.importing.ImportedSettings;
import io.claviger.importing.Importer;
import io.claviger.model.ClavigerException;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description = {
      "Imports keys that other software issued, from a file with one key on each line.",
      "The columns are organization, description, role, and hash or credential. With a group id in"
          + " --credential there is a column id, and with --salt a column salt. The columns"
          + " whitelist, expiresAt, createdAt, enabled and label:NAME may be left out."
    })
@SuppressWarnings("NullAway.Init") // the file is required, so the parser sets it
final class ImportCommand implements Callable<Integer> {
  private final Runner runner;

  @Parameters(paramLabel = "FILE", description = "the file, in UTF-8")
  Path file;

  @Mixin OldKeyOptions old;

  @Option(
      names = "--format",
      paramLabel = "csv|jsonl",
      description = "CSV with a header, or JSON lines; the extension of the file by default")
  Optional<RowFile.Form> format = Optional.empty();

  @Option(
      names = "--create-organizations",
      description =
          "creates organizations that do not exist, without an owner key: so an owner must be"
              + " among their first rows, or --owners-outside must hold")
  boolean createOrganizations;

  @Option(
      names = "--try",
      paramLabel = "FILE",
      description =
          "a file whose first line is an old credential: if its row does not accept it, nothing is"
              + " imported")
  Optional<Path> credential = Optional.empty();

  @Option(names = "--dry-run", description = "checks all rows and changes nothing")
  boolean dryRun;

  @Spec CommandSpec spec;

  ImportCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    if (old.hash.isEmpty()) {
      throw CliException.usage("say with --hash what the rows have");
    }
    Optional<ImportedSettings> settings = old.settings();
    credential.ifPresent(its -> tryOut(its, settings));
    // Opened before the store: a file that is not there is a mistake on the command line.
    try (RowFile rows = RowFile.open(file, format, settings)) {
      return runner.change(session -> run(session, rows, settings));
    }
  }

  private void tryOut(Path old, Optional<ImportedSettings> settings) {
    ImportedSettings its =
        settings.orElseThrow(() -> CliException.usage("--try needs --credential NAME=REGEX"));
    long line = new Trial(its, OldKeyOptions.first("--try", old)).line(file, format);
    runner.output().note("--try: the row in line " + line + " accepts the credential");
  }

  private ExitCode run(Session session, RowFile rows, Optional<ImportedSettings> settings) {
    try (ImportOutput told =
        new ImportOutput(session.output(), runner.progressBar(), rows::share)) {
      Importer importer = importer(session, told);
      told.exceeded(exceeded(importer, new RowCounts(file, format, settings)), this::raise);
      return end(session, run(importer, rows, new KeyRows(settings), told));
    }
  }

  /** Looks up which keys are new only if there are too many rows. */
  private static List<ExceededLimit> exceeded(Importer importer, RowCounts counts) {
    Set<OrganizationId> maybe =
        importer.exceededLimits(counts.all()).stream()
            .map(ExceededLimit::organization)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return maybe.isEmpty()
        ? List.of()
        : importer.exceededLimits(counts.ofNew(maybe, importer::wasImported));
  }

  private String raise(ExceededLimit limit) {
    String organization = limit.organization().value();
    String needed = Long.toString(limit.needed());
    return SameOptions.command(
        spec, "organizations", "update", organization, "--limit-keys", needed);
  }

  private Importer importer(Session session, ImportOutput told) {
    Importer.Builder importer =
        Importer.builder(session.claviger(), session.caller())
            .onRefused(told::refused)
            .onProgress(told::progress);
    if (createOrganizations) {
      importer.createOrganizations(
          id -> NewOrganization.named(id.value()).withoutKey(), created -> {});
    }
    if (dryRun) {
      importer.dryRun();
    }
    return importer.build();
  }

  private static ImportProgress run(
      Importer importer, RowFile rows, KeyRows keys, ImportOutput told) {
    try {
      return importer.run(rows, row -> keys.key(told.read(row))).total();
    } catch (ClavigerException | CliException e) {
      told.stopped();
      throw e;
    } finally {
      told.repeated();
    }
  }

  /** A wrong declaration of the hashes breaks no rule, so only a credential shows it. */
  private String untried() {
    return dryRun
        ? "no old credential was tried: give one with --try FILE"
        : "no old credential was tried: give one to authenticate now, with the same --hash and"
            + " --credential";
  }

  private ExitCode end(Session session, ImportProgress total) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", total.rows());
    fields.put("created", total.created());
    fields.put("unchanged", total.unchanged());
    fields.put("refused", total.refused());
    fields.put("organizations", total.organizations());
    fields.put("dryRun", dryRun);
    session.output().one(fields);
    if (total.created() == 0) {
      session.output().note("nothing to change: no row has a key that is new and may be imported");
    } else if (dryRun) {
      session.output().note("nothing was changed: this was a dry run");
    }
    if (total.created() > 0 && credential.isEmpty() && !old.isClear()) {
      session.output().note(untried());
    }
    if (total.refused() == 0) {
      return ExitCode.OK;
    }
    return total.refused() == total.rows() ? ExitCode.REFUSED : ExitCode.PARTLY;
  }
}
