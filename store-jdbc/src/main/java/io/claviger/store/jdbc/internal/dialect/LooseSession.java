package io.claviger.store.jdbc.internal.dialect;

import java.util.List;

/** Settings of a session of MariaDB or MySQL, by which the server enforces or records less. */
final class LooseSession {
  static final List<UnsafeSetting> UNSAFE_SETTINGS =
      List.of(
          new UnsafeSetting(
              "select 'foreign_key_checks is off' from dual where @@session.foreign_key_checks = 0",
              "so the verifiers and all other rows of a deleted key stay",
              "leave it on in the sessions of the store"),
          new UnsafeSetting(
              "select 'unique_checks is off' from dual where @@session.unique_checks = 0",
              "so two keys may get the same public key",
              "leave it on in the sessions of the store"),
          new UnsafeSetting(
              """
              select 'sql_log_bin is off' from dual
               where @@session.sql_log_bin = 0 and @@global.log_bin <> 0
              """,
              "so its changes, revocations too, reach no replica, no other member of a group and no"
                  + " backup that the log completes",
              "leave it on in the sessions of the store"),
          new UnsafeSetting(
              """
              select concat('sql_select_limit is ', @@session.sql_select_limit) from dual
               where @@session.sql_select_limit < 18446744073709551615
              """,
              "so reads leave rows out",
              "leave it at DEFAULT, and limit the rows of other statements by LIMIT"));

  private LooseSession() {}
}
