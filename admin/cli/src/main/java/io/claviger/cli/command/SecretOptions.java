package io.claviger.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a new secret goes. */
final class SecretOptions {
  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description =
          "writes the credential to this new file, which only its owner can read, and does not"
              + " print it")
  Optional<Path> file = Optional.empty();
}
