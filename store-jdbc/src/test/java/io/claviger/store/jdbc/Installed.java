package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.MySqlServer;
import io.claviger.store.jdbc.databases.PatroniCluster;

/** Conditions of tests that are left out where their servers cannot be had. */
final class Installed {
  private Installed() {}

  static boolean mySql() {
    return MySqlServer.isInstalled();
  }

  static boolean patroni() {
    return PatroniCluster.isInstalled();
  }
}
