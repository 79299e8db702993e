package io.claviger.cli.command;

import io.claviger.cli.error.ExitCode;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself, and the commands about the store as a whole. */
@Command(
    name = "claviger",
    description = "Manages the organizations and API keys of a store.",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    abbreviateSynopsis = true,
    requiredOptionMarker = '*',
    footer = {
      "",
      "Options can be in a file, one on each line: claviger @FILE keys list ORG",
      "Exit codes: 0 done, 1 refused, 2 wrong command line, 3 some rows refused,"
          + " 4 store unavailable, 5 look what happened, 6 problems found."
    })
@SuppressWarnings("NullAway.Init") // the parser sets the specification
final class RootCommand {
  @Mixin final GlobalOptions options;

  @Spec CommandSpec spec;

  private final Runner runner;

  RootCommand(GlobalOptions options, Runner runner) {
    this.options = options;
    this.runner = runner;
  }

  /** Reads the version from the manifest of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = RootCommand.class.getPackage().getImplementationVersion();
      return new String[] {"claviger " + (version == null ? "(not from a jar)" : version)};
    }
  }

  @Command(description = "Makes the tables, or upgrades them to this release.")
  int migrate() {
    return runner.migrate(
        session -> {
          session.output().one(Map.of("tables", "those of this release"));
          return ExitCode.OK;
        });
  }

  @Command(
      description = "Checks that tables, rights and settings of the database are fit to keep keys.")
  int check() {
    return runner.checked(
        session -> {
          Map<String, Object> found = new LinkedHashMap<>();
          found.put("store", "fit to keep keys");
          if (runner.hasPeppers()) {
            session.claviger().check();
            found.put("peppers", "those of the other nodes");
          }
          session.output().one(found);
          return ExitCode.OK;
        });
  }

  @Command(description = "Prints a script with the completion of this program for bash and zsh.")
  int completion() {
    runner.output().text(AutoComplete.bash("claviger", spec.root().commandLine()));
    return ExitCode.OK.number();
  }

  /** Returns the program with all its commands. */
  static CommandLine program(Runner.Streams streams, InstantSource clock) {
    GlobalOptions options = new GlobalOptions();
    Runner runner = new Runner(options, streams, clock);
    CommandLine line =
        new CommandLine(new RootCommand(options, runner))
            .addSubcommand(new OrganizationsCommand(runner))
            .addSubcommand(new KeysCommand(runner))
            .addSubcommand(new WhitelistCommand(runner))
            .addSubcommand(new TokensCommand(runner))
            .addSubcommand(new AuthenticateCommand(runner))
            .addSubcommand(new EventsCommand(runner))
            .addSubcommand(new ImportCommand(runner))
            .addSubcommand(new ReportCommand(runner))
            .addSubcommand(new VerifyCommand(runner));
    Converters.register(line);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        // A file may be called keys.
        .setAllowSubcommandsAsOptionParameters(true)
        .setOut(streams.out())
        .setErr(streams.err())
        .setParameterExceptionHandler(new Failures(streams.err())::wrongCommandLine)
        .setExecutionExceptionHandler(new Failures(streams.err())::failed);
  }
}
