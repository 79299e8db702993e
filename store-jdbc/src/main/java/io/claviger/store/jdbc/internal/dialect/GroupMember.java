package io.claviger.store.jdbc.internal.dialect;

import java.util.List;

/** Settings of a member of a replicating group of MySQL. */
final class GroupMember {
  /** Reads that do not wait for what other members have acknowledged. */
  private static final String AND_READS_DO_NOT_WAIT =
      " and exists (select 1 from performance_schema.session_variables s"
          + " where s.variable_name = 'group_replication_consistency'"
          + " and s.variable_value not in ('BEFORE', 'BEFORE_AND_AFTER'))";

  private static final String LET_READS_WAIT =
      " or let reads wait, in the URL of the driver:"
          + " sessionVariables=group_replication_consistency='BEFORE'";

  /** Settings with which a failover loses changes, or a member answers without the others. */
  static final List<UnsafeSetting> UNSAFE_SETTINGS =
      List.of(
          new UnsafeSetting(
              """
              select concat('it is a server of the group ', g.variable_value, ', and has not joined it')
                from performance_schema.global_variables g
                join performance_schema.global_status s
                  on s.variable_name = 'Gr_last_consensus_end_timestamp' and s.variable_value = ''
               where g.variable_name = 'group_replication_group_name' and g.variable_value <> ''
              """,
              "so its changes reach no other member, revocations neither",
              "connect to the primary, and let servers start with super_read_only=ON"),
          new UnsafeSetting(
              ofMember("global", "single_primary_mode", "OFF"),
              "so keys cannot be deleted, since rows of other tables go with them",
              "let the group have one primary: group_replication_single_primary_mode=ON"),
          new UnsafeSetting(
              ofMember("session", "consistency", "EVENTUAL"),
              "so a new primary may admit keys whose revocation the old one has acknowledged",
              "set it to BEFORE_ON_PRIMARY_FAILOVER or BEFORE, for the server and for the"
                  + " sessions"),
          new UnsafeSetting(
              ofMember("global", "exit_state_action", "READ_ONLY") + AND_READS_DO_NOT_WAIT,
              "so a member that has left the group admits keys that were revoked since",
              "set it to OFFLINE_MODE or ABORT_SERVER," + LET_READS_WAIT),
          new UnsafeSetting(
              ofMember("global", "unreachable_majority_timeout", "0") + AND_READS_DO_NOT_WAIT,
              "so a primary that has lost the others admits keys that were revoked on them",
              "set it to a few seconds," + LET_READS_WAIT));

  private GroupMember() {}

  /** Returns the query for a variable of a member; a server without a group has none of them. */
  private static String ofMember(String scope, String variable, String unsafe) {
    return "select concat('it is a member of a group, and ', v.variable_name, ' is ',"
        + (" v.variable_value) from performance_schema." + scope + "_variables v")
        + (" where v.variable_name = 'group_replication_" + variable + "'")
        + (" and v.variable_value = '" + unsafe + "'")
        + " and exists (select 1 from performance_schema.global_variables g"
        + " where g.variable_name = 'group_replication_group_name' and g.variable_value <> '')";
  }
}
