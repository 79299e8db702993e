package io.claviger.cli.command;

import io.claviger.model.PageQuery;
import picocli.CommandLine.Option;

/** The length of a list. */
final class ListOptions {
  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "the length of the list, 1 to 500; 100 by default")
  int limit = 100;

  @Option(names = "--all", description = "prints the whole list")
  boolean all;

  int pageSize() {
    return all ? PageQuery.MAX_LIMIT : limit;
  }

  /** Returns the note under a list that is not whole. */
  static String more(Object last) {
    return "more follow: --after " + last + " for the next, or --all";
  }
}
