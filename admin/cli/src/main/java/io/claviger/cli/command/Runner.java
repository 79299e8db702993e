package io.claviger.cli.command;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Caller;
import io.claviger.cli.error.CliException;
import io.claviger.cli.error.ExitCode;
import io.claviger.cli.output.Handover;
import io.claviger.cli.output.Output;
import io.claviger.cli.output.ProgressBar;
import io.claviger.cli.store.OpenStore;
import io.claviger.cli.store.TextFile;
import io.claviger.importing.ImportedVerifiers;
import io.claviger.model.ApiKey;
import io.claviger.model.IssuedApiKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Opens the store for a command, and closes it. */
final class Runner {
  /**
   * The standard streams of the process, in UTF-8.
   *
   * @param errIsTerminal whether a person sees standard error now
   */
  record Streams(BufferedReader in, PrintWriter out, PrintWriter err, boolean errIsTerminal) {}

  /** The work of one command. */
  @FunctionalInterface
  interface Work {
    ExitCode run(Session session);
  }

  private final GlobalOptions options;
  private final Streams streams;
  private final InstantSource clock;
  private final Configuration configuration;

  Runner(GlobalOptions options, Streams streams, InstantSource clock) {
    this.options = options;
    this.streams = streams;
    this.clock = clock;
    this.configuration = new Configuration(options);
  }

  /** Runs a command that only reads. The user of the database needs no other right. */
  int read(Work work) {
    return read(Optional.empty(), work);
  }

  private int read(Optional<ImportedVerifiers> old, Work work) {
    try (OpenStore opened = options.location().openExisting()) {
      return run(opened, old, work);
    }
  }

  /** Runs a command after the checks of the database that an application makes. */
  int checked(Work work) {
    return read(
        session -> {
          session.store().check();
          return work.run(session);
        });
  }

  /** Runs a command that only reads, and needs the peppers for it. */
  int compare(Work work) {
    return compare(Optional.empty(), work);
  }

  /**
   * Runs a command that compares secrets.
   *
   * @param old checks the hashes of imported keys, until their first use
   */
  int compare(ImportedVerifiers old, Work work) {
    return compare(Optional.of(old), work);
  }

  private int compare(Optional<ImportedVerifiers> old, Work work) {
    configuration.requirePeppersKnown();
    return read(
        old,
        session -> {
          session.claviger().check();
          return work.run(session);
        });
  }

  /**
   * Runs a command that changes something, after the checks that an application makes. It needs the
   * peppers, since they cover the events of the change.
   */
  int change(Work work) {
    configuration.requirePeppersKnown();
    return checked(
        session -> {
          session.claviger().check();
          return work.run(session);
        });
  }

  /** Runs a command that makes a secret, and hands it over with these fields of the key. */
  int issue(
      Optional<Path> secretFile,
      BiFunction<ApiKey, Instant, Map<String, Object>> fields,
      Function<Session, IssuedApiKey> work) {
    configuration.requirePeppersKnown();
    try (Handover handover = Handover.to(secretFile, output())) {
      return change(
          session -> {
            IssuedApiKey issued = work.apply(session);
            handover.deliver(issued, fields.apply(issued.apiKey(), clock.instant()));
            return ExitCode.OK;
          });
    }
  }

  /** Runs a command that makes or upgrades the tables first. */
  int migrate(Work work) {
    try (OpenStore opened = options.location().openMigrated()) {
      return run(opened, Optional.empty(), work);
    }
  }

  boolean hasPeppers() {
    return configuration.hasPeppers();
  }

  InstantSource clock() {
    return clock;
  }

  ProgressBar progressBar() {
    return new ProgressBar(streams.err(), streams.errIsTerminal());
  }

  /** Returns the peppers that the options name. */
  Peppers peppers() {
    return configuration.peppers();
  }

  /** Returns the first line of standard input, where secrets are read. */
  String secretLine() {
    try {
      String line = streams.in().readLine();
      if (line == null || line.isBlank()) {
        throw CliException.usage("standard input has no credential");
      }
      return line.strip();
    } catch (IOException e) {
      throw CliException.usage("standard input cannot be read");
    }
  }

  Output output() {
    return new Output(streams.out(), streams.err(), options.json);
  }

  private void warn(Path readable) {
    output()
        .note(
            "warning: other users can read the secret in %1$s; run: chmod 600 %1$s"
                .formatted(readable));
  }

  private int run(OpenStore opened, Optional<ImportedVerifiers> old, Work work) {
    options.secretFiles().stream().filter(TextFile::isReadableByOthers).forEach(this::warn);
    try (Claviger claviger = configuration.open(opened.store(), old)) {
      String caller = configuration.caller();
      ApiKeys keys = claviger.actingAs(Caller.application(caller));
      return work.run(new Session(opened.store(), claviger, keys, caller, output())).number();
    }
  }
}
