package io.claviger.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Writes a command for a person to run, with the options of this run that every command has. */
final class SameOptions {
  private SameOptions() {}

  /** Returns a line for a shell. Options from a file are written out. */
  static String command(CommandSpec running, String... words) {
    CommandSpec root = running.root();
    List<String> line = new ArrayList<>(List.of(root.name()));
    ParseResult parsed = root.commandLine().getParseResult();
    while (parsed != null) {
      parsed.matchedOptions().stream()
          .filter(option -> option.inherited() || option.command() == root)
          .flatMap(SameOptions::words)
          .forEach(line::add);
      parsed = parsed.subcommand();
    }
    line.addAll(List.of(words));
    return line.stream().map(SameOptions::quoted).collect(Collectors.joining(" "));
  }

  private static Stream<String> words(OptionSpec option) {
    String name = option.longestName();
    return option.arity().max() == 0
        ? Stream.of(name)
        : option.originalStringValues().stream().flatMap(value -> Stream.of(name, value));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
