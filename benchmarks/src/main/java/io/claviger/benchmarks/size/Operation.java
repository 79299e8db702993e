package io.claviger.benchmarks.size;

import java.util.List;
import java.util.function.Consumer;

/**
 * What is called on both databases.
 *
 * @param calls how often each thread is timed; a quarter as often before that it is not
 */
record Operation(String name, int calls, Consumer<Subject> call) {
  static List<Operation> all() {
    return List.of(
        new Operation("cold-lookup", 10_000, Subject::lookUp),
        new Operation("first-page", 400, Subject::firstPage),
        new Operation("page-1000", 400, Subject::lastFullPage),
        new Operation("revisions", 40, Subject::revisions),
        new Operation("update", 2_000, Subject::update),
        new Operation("whitelist-add", 2_000, Subject::addToWhitelist),
        new Operation("create", 2_000, Subject::create),
        new Operation("delete", 2_000, Subject::delete));
  }
}
