package io.claviger.benchmarks.size;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is called on both databases.
 *
 * @param plain the name of the operation that does the same without the library; null if none does
 * @param calls how often each thread is timed; a quarter as often before that it is not
 */
record Operation(String name, @Nullable String plain, int calls, Call call) {
  /** What is timed. */
  @FunctionalInterface
  interface Call {
    void on(MeasuredDatabase database) throws SQLException;
  }

  /** Whether the library has no part in it. */
  boolean isPlain() {
    return name.startsWith("plain-");
  }

  static List<Operation> all() {
    return List.of(
        new Operation("cold-lookup", "plain-lookup", 10_000, MeasuredDatabase::lookUp),
        new Operation("plain-lookup", null, 10_000, MeasuredDatabase::lookUpPlainly),
        new Operation("first-page", null, 400, MeasuredDatabase::firstPage),
        new Operation("page-1000", null, 400, MeasuredDatabase::lastFullPage),
        new Operation("revisions", "plain-revisions", 40, MeasuredDatabase::revisions),
        new Operation("plain-revisions", null, 40, MeasuredDatabase::revisionsPlainly),
        new Operation("update", "plain-update", 2_000, MeasuredDatabase::update),
        new Operation("plain-update", null, 2_000, MeasuredDatabase::updatePlainly),
        new Operation("whitelist-add", null, 2_000, MeasuredDatabase::addToWhitelist),
        new Operation("create", "plain-create", 2_000, MeasuredDatabase::create),
        new Operation("plain-create", null, 2_000, MeasuredDatabase::createPlainly),
        new Operation("delete", "plain-delete", 2_000, MeasuredDatabase::delete),
        // There are no more keys.
        new Operation("plain-delete", null, 1_000, MeasuredDatabase::deletePlainly));
  }
}
