package io.claviger.cli.command;

import io.claviger.cli.error.ExitCode;
import io.claviger.cli.output.Views;
import io.claviger.model.CidrBlock;
import io.claviger.model.Usage;
import io.claviger.model.Whitelist;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "whitelist",
    description = "Lists and changes the addresses from which a key may be used.")
final class WhitelistCommand {
  private final Runner runner;

  WhitelistCommand(Runner runner) {
    this.runner = runner;
  }

  @Command(description = "Lists the entries of a key.")
  int list(@Mixin KeyArguments of) {
    return runner.read(
        session -> {
          print(session, of, session.keys().getWhitelist(of.organization, of.key));
          return ExitCode.OK;
        });
  }

  @Command(description = "Adds entries, all or none, and lists the result.")
  int add(
      @Mixin KeyArguments of,
      @Parameters(
              index = "2..*",
              arity = "1..*",
              paramLabel = "BLOCK",
              description = "an address or a CIDR block")
          List<CidrBlock> blocks) {
    return change(of, List.of(), blocks);
  }

  @Command(description = "Removes entries, all or none, and lists the result.")
  int remove(
      @Mixin KeyArguments of,
      @Parameters(
              index = "2..*",
              arity = "1..*",
              paramLabel = "BLOCK",
              description = "exactly the block of an entry")
          List<CidrBlock> blocks) {
    return change(of, blocks, List.of());
  }

  private int change(KeyArguments of, List<CidrBlock> removed, List<CidrBlock> added) {
    return runner.change(
        session -> {
          Whitelist changed =
              session.keys().changeWhitelist(of.organization, of.key, removed, added);
          print(session, of, changed);
          return ExitCode.OK;
        });
  }

  private static void print(Session session, KeyArguments of, Whitelist whitelist) {
    Map<CidrBlock, Usage> usage = session.keys().getUsage(of.organization, of.key).entries();
    session
        .output()
        .page(
            Views.ENTRY_COLUMNS,
            whitelist.entries().stream().map(entry -> Views.of(entry, usage)).toList());
    if (whitelist.isEmpty()) {
      session
          .output()
          .note(
              "without entries, the key may be used from every address, unless its organization"
                  + " requires a whitelist");
    }
  }
}
