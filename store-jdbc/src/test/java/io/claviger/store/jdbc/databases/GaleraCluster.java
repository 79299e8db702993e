package io.claviger.store.jdbc.databases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Two MariaDB servers that replicate each other's commits: both take changes. */
public final class GaleraCluster implements AutoCloseable {
  private static final int NODES = 2;

  /** The library of Debian's package {@code galera-4}. */
  private static final Path LIBRARY = Path.of("/usr/lib/galera/libgalera_smm.so");

  /**
   * A read waits until its node has applied what the others committed before. The bulk commands are
   * those that hide an aborted transaction.
   */
  private static final String URL_OPTIONS =
      "&sessionVariables=wsrep_sync_wait=1&useBulkStmts=true&useBulkStmtsForInserts=true";

  private final List<MariaDbServer> nodes = new ArrayList<>();
  private final AtomicInteger databases = new AtomicInteger();

  private GaleraCluster() {}

  /** Starts the nodes one after the other. */
  public static GaleraCluster start() throws IOException {
    if (!MariaDbServer.isInstalled()
        || !Files.exists(LIBRARY)
        || !Files.exists(Path.of("/usr/bin/rsync"))) {
      throw new IllegalStateException(
          "no Galera cluster; install the packages mariadb-server, galera-4 and rsync");
    }
    int[] ports = new int[NODES];
    for (int node = 0; node < NODES; node++) {
      ports[node] = MariaDbServer.freePort();
    }
    GaleraCluster cluster = new GaleraCluster();
    try {
      for (int node = 0; node < NODES; node++) {
        cluster.nodes.add(MariaDbServer.start(options(ports, node), URL_OPTIONS));
        cluster.requireMembers(node + 1);
      }
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static List<String> options(int[] ports, int node) throws IOException {
    List<String> addresses = new ArrayList<>();
    for (int port : ports) {
      addresses.add("127.0.0.1:" + port);
    }
    String own = addresses.get(node);
    List<String> options =
        new ArrayList<>(
            List.of(
                "--binlog-format=ROW",
                "--innodb-autoinc-lock-mode=2",
                "--wsrep-on=ON",
                "--wsrep-provider=" + LIBRARY,
                "--wsrep-cluster-address=gcomm://" + String.join(",", addresses),
                "--wsrep-node-address=" + own,
                "--wsrep-sst-method=rsync",
                "--wsrep-sst-receive-address=127.0.0.1:" + MariaDbServer.freePort(),
                ("--wsrep-provider-options=base_port=" + ports[node])
                    + (";gmcast.listen_addr=tcp://" + own)
                    + (";ist.recv_addr=127.0.0.1:" + MariaDbServer.freePort())));
    if (node == 0) {
      options.add("--wsrep-new-cluster");
    }
    return options;
  }

  private void requireMembers(int count) throws IOException {
    try {
      String members =
          nodes
              .get(0)
              .ask(
                  "select variable_value from information_schema.global_status"
                      + " where variable_name = 'wsrep_cluster_size'");
      if (!members.equals(String.valueOf(count))) {
        throw new IOException("the cluster has " + members + " nodes rather than " + count);
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** Returns connections to a new database, for each node. */
  public List<DataSource> freshDatabase() throws SQLException {
    String name = "shared_" + databases.incrementAndGet();
    nodes.get(0).create(name);
    List<DataSource> sources = new ArrayList<>();
    for (MariaDbServer node : nodes) {
      sources.add(node.database(name));
    }
    return sources;
  }

  @Override
  public void close() {
    nodes.forEach(MariaDbServer::close);
  }
}
