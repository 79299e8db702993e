package io.claviger.cli;

import io.claviger.cli.command.Program;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.InstantSource;
import java.util.logging.LogManager;

/**
 * The command line. It manages the organizations and keys of a store, for operators and scripts.
 * {@code docs/command-line.md} describes its commands and exit codes.
 */
public final class ClavigerCli {
  private ClavigerCli() {}

  /** Runs one command, and ends the process with its exit code. */
  public static void main(String... arguments) {
    // Drivers log there. Each error is one line of this program instead.
    LogManager.getLogManager().reset();
    Program program =
        new Program(
            System.in,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            Terminal.isStandardError(),
            InstantSource.system());
    System.exit(program.run(arguments));
  }
}
