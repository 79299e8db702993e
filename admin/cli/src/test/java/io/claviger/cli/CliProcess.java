package io.claviger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the jar of this module, as an operator does. */
final class CliProcess {
  private CliProcess() {}

  static Process start(Path err, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-jar", System.getProperty("claviger.jar")));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(err.toFile()).start();
  }

  /** Runs a command with this standard input. */
  static Run run(String input, List<String> arguments) throws IOException, InterruptedException {
    Path err = Files.createTempFile("claviger", ".err");
    Process process = start(err, arguments);
    try {
      process.getOutputStream().write(input.getBytes(UTF_8));
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IOException("it does not end");
      }
      return new Run(process.exitValue(), out, Files.readString(err));
    } finally {
      process.destroyForcibly();
      Files.delete(err);
    }
  }
}
