package io.claviger.cli.command;

import io.claviger.cli.command.Runner.Streams;
import io.claviger.cli.error.Ending;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** The whole program, without its process. */
public final class Program {
  private final Streams streams;
  private final InstantSource clock;

  /**
   * Creates a program with these standard streams, in UTF-8.
   *
   * @param errIsTerminal whether a person sees standard error, so that it may show progress
   */
  public Program(
      InputStream in,
      OutputStream out,
      OutputStream err,
      boolean errIsTerminal,
      InstantSource clock) {
    this.streams =
        new Streams(
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)),
            writer(out),
            writer(err),
            errIsTerminal);
    this.clock = clock;
  }

  /** Runs one command, and returns the exit code. */
  public int run(String... arguments) {
    try {
      return RootCommand.program(streams, clock).execute(arguments);
    } catch (RuntimeException | Error defect) {
      return new Failures(streams.err()).end(Ending.of(defect));
    }
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
  }
}
