package io.claviger.benchmarks.size;

import java.sql.SQLException;
import java.util.List;

/**
 * What is called on both databases.
 *
 * @param calls how often each thread is timed; a quarter as often before that it is not
 */
record Operation(String name, int calls, Call call) {
  /** What is timed. */
  @FunctionalInterface
  interface Call {
    void on(Subject subject) throws SQLException;
  }

  /** Whether the library has no part in it. */
  boolean plain() {
    return name.startsWith("plain-");
  }

  static List<Operation> all() {
    return List.of(
        new Operation("cold-lookup", 10_000, Subject::lookUp),
        new Operation("plain-lookup", 10_000, Subject::lookUpPlainly),
        new Operation("first-page", 400, Subject::firstPage),
        new Operation("page-1000", 400, Subject::lastFullPage),
        new Operation("revisions", 40, Subject::revisions),
        new Operation("plain-revisions", 40, Subject::revisionsPlainly),
        new Operation("update", 2_000, Subject::update),
        new Operation("plain-update", 2_000, Subject::updatePlainly),
        new Operation("whitelist-add", 2_000, Subject::addToWhitelist),
        new Operation("create", 2_000, Subject::create),
        new Operation("plain-create", 2_000, Subject::createPlainly),
        new Operation("delete", 2_000, Subject::delete),
        // There are no more keys.
        new Operation("plain-delete", 1_000, Subject::deletePlainly));
  }
}
