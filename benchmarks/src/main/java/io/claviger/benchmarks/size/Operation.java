package io.claviger.benchmarks.size;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A call that is measured on both databases.
 *
 * @param calls the number of timed calls of each thread; a quarter as many come before as a warm-up
 * @param plain does the same without the library; null if there is nothing like it
 */
record Operation(String name, int calls, Call call, @Nullable Operation plain) {
  private static final String LOOKUP =
      "select description from claviger_api_key where public_key = ?";
  private static final String UPDATE = "update claviger_api_key set description = ? where id = ?";

  /** Copies the row of a key, with a new id and no secret. */
  private static final String CREATE =
      """
      insert into claviger_api_key (
        id, organization_id, public_key, description, labels, roles, whitelist, enabled, expires_at,
        created_at, created_by_kind, created_by_name, created_by_address)
      select ?, organization_id, ?, description, labels, roles, whitelist, enabled, expires_at,
             created_at, created_by_kind, created_by_name, created_by_address
        from claviger_api_key
       where id = ?
      """;

  /** The database also deletes the secrets, roles and usage of the key. */
  private static final String DELETE = "delete from claviger_api_key where id = ?";

  /** The timed code. */
  @FunctionalInterface
  interface Call {
    void on(Client client) throws SQLException;
  }

  /** Timed code without the library. */
  @FunctionalInterface
  interface PlainCall {
    void on(PlainClient client) throws SQLException;
  }

  static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    Operation lookUp =
        plain("lookup", 10_000, to -> to.query(LOOKUP, 1, 1, to.key().publicKey().value()));
    all.add(new Operation("cold-lookup", 10_000, Client::lookUp, lookUp));
    all.add(new Operation("first-page", 400, Client::firstPage, null));
    all.add(new Operation("page-1000", 400, Client::lastFullPage, null));
    Operation revisions = new Operation("plain-revisions", 40, Client::revisionsPlainly, null);
    all.add(new Operation("revisions", 40, Client::revisions, revisions));
    all.addAll(OperatorPages.all());
    Operation update =
        plain("update", 2_000, to -> to.change(UPDATE, random(), to.key().id().value()));
    all.add(new Operation("update", 2_000, Client::update, update));
    all.add(new Operation("whitelist-add", 2_000, Client::addToWhitelist, null));
    Operation create =
        plain("create", 2_000, to -> to.change(CREATE, newId(), random(), to.key().id().value()));
    all.add(new Operation("create", 2_000, Client::create, create));
    // The other deletes leave too few keys for 2,000 calls.
    Operation delete = plain("delete", 1_000, to -> to.change(DELETE, to.lastKey().id().value()));
    all.add(new Operation("delete", 2_000, Client::delete, delete));
    return all;
  }

  private static String newId() {
    return HexFormat.of().toHexDigits(System.currentTimeMillis() / 1000, 8) + random();
  }

  private static String random() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  static Operation plain(String name, int calls, PlainCall call) {
    return new Operation("plain-" + name, calls, client -> call.on(client.plain()), null);
  }
}
