package io.claviger.store.jdbc.internal.dialect;

import java.util.List;

/** Settings of a node of a Galera cluster of MariaDB. */
final class GaleraNode {
  /** Settings with which the node answers without the others, or changes without them. */
  static final List<UnsafeSetting> UNSAFE_SETTINGS =
      List.of(
          new UnsafeSetting(
              ofNode(
                  "concat('wsrep_sync_wait is ', variable_value)",
                  "variable_name = 'WSREP_SYNC_WAIT' and (variable_value & 1) = 0"),
              "so reads may miss changes that another node has acknowledged, revocations too",
              "set it to 1 in the URL of the driver: sessionVariables=wsrep_sync_wait=1"),
          new UnsafeSetting(
              ofNode(
                  "'wsrep_dirty_reads is on'",
                  "variable_name = 'WSREP_DIRTY_READS' and variable_value = 'ON'"),
              "so a node that has lost the others admits keys that were revoked on them",
              "switch it off, for the server and for the sessions"),
          new UnsafeSetting(
              ofNode(
                  "'pc.ignore_sb or pc.ignore_quorum is true'",
                  "variable_name = 'WSREP_PROVIDER_OPTIONS' and variable_value regexp"
                      + " 'pc[.]ignore_(sb|quorum) *= *(true|yes|on|1)'"),
              "so a node that has lost the others goes on alone, and admits keys that were revoked on"
                  + " them",
              "leave these options out of wsrep_provider_options"),
          new UnsafeSetting(
              ofNode(
                  "'repl.commit_order is not 3'",
                  "variable_name = 'WSREP_PROVIDER_OPTIONS' and variable_value regexp"
                      + " 'repl[.]commit_order *= *[^3 ]'"),
              "so a read may see a change, and not an older one, which a cache then misses",
              "leave this option out of wsrep_provider_options"),
          new UnsafeSetting(
              """
            select 'it is a node of a Galera cluster, and wsrep_on is off'
              from information_schema.session_variables
             where variable_name = 'WSREP_ON' and variable_value = 'OFF'
               and exists (select 1 from information_schema.global_status
                            where variable_name = 'WSREP_CONNECTED' and variable_value = 'ON')
            """,
              "so its changes reach no other node, revocations neither",
              "switch it on, for the server and for the sessions"));

  private GaleraNode() {}

  /** Returns the query for a variable of a node of a Galera cluster. */
  private static String ofNode(String found, String condition) {
    return "select concat('it is a node of a Galera cluster, and ', "
        + found
        + ") from information_schema.session_variables where "
        + condition
        + " and exists (select 1 from information_schema.session_variables o"
        + " where o.variable_name = 'WSREP_ON' and o.variable_value = 'ON')"
        + " and exists (select 1 from information_schema.session_variables p"
        + " where p.variable_name = 'WSREP_PROVIDER'"
        + " and p.variable_value not in ('', 'none'))";
  }
}
