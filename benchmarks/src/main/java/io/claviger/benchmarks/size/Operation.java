package io.claviger.benchmarks.size;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that is measured on both databases.
 *
 * @param plain the name of the operation that does the same without the library; null if there is
 *     none
 * @param calls the number of timed calls of each thread; a quarter as many come before as a warm-up
 */
record Operation(String name, @Nullable String plain, int calls, Call call) {
  /** The timed code. */
  @FunctionalInterface
  interface Call {
    void on(MeasuredDatabase database) throws SQLException;
  }

  /** Returns whether the operation does not use the library. */
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
        new Operation(
            "operator-creator",
            "plain-operator-creator",
            400,
            database -> database.operator().byCreator()),
        new Operation(
            "plain-operator-creator",
            null,
            400,
            database -> database.operator().byCreatorPlainly()),
        new Operation(
            "operator-expiring",
            "plain-operator-expiring",
            400,
            database -> database.operator().expiring()),
        new Operation(
            "plain-operator-expiring",
            null,
            400,
            database -> database.operator().expiringPlainly()),
        new Operation(
            "operator-label",
            "plain-operator-label",
            400,
            database -> database.operator().labelled()),
        new Operation(
            "plain-operator-label", null, 400, database -> database.operator().labelledPlainly()),
        new Operation(
            "operator-state",
            "plain-operator-state",
            400,
            database -> database.operator().disabled()),
        new Operation(
            "plain-operator-state", null, 400, database -> database.operator().disabledPlainly()),
        new Operation(
            "operator-organizations",
            "plain-operator-organizations",
            400,
            database -> database.operator().organizations()),
        new Operation(
            "plain-operator-organizations",
            null,
            400,
            database -> database.operator().organizationsPlainly()),
        new Operation(
            "operator-feed", "plain-operator-feed", 400, database -> database.operator().feed()),
        new Operation(
            "plain-operator-feed", null, 400, database -> database.operator().feedPlainly()),
        new Operation("update", "plain-update", 2_000, MeasuredDatabase::update),
        new Operation("plain-update", null, 2_000, MeasuredDatabase::updatePlainly),
        new Operation("whitelist-add", null, 2_000, MeasuredDatabase::addToWhitelist),
        new Operation("create", "plain-create", 2_000, MeasuredDatabase::create),
        new Operation("plain-create", null, 2_000, MeasuredDatabase::createPlainly),
        new Operation("delete", "plain-delete", 2_000, MeasuredDatabase::delete),
        // The operation above leaves too few keys for 2,000 calls.
        new Operation("plain-delete", null, 1_000, MeasuredDatabase::deletePlainly));
  }
}
