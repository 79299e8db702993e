package io.claviger.store.jdbc.databases;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.store.jdbc.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Three MariaDB servers that replicate each other's commits: all take changes. */
public final class GaleraCluster implements AutoCloseable {
  private static final int NODES = 3;
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration VALIDATION_TIMEOUT = Duration.ofSeconds(1);

  /** The library of Debian's package {@code galera-4}. */
  private static final Path LIBRARY = Path.of("/usr/lib/galera/libgalera_smm.so");

  /**
   * A read waits until its node has applied what the others committed before. The bulk commands are
   * those that hide an aborted transaction.
   */
  private static final String URL_OPTIONS =
      "&sessionVariables=wsrep_sync_wait=1&socketTimeout=10000"
          + "&useBulkStmts=true&useBulkStmtsForInserts=true";

  private final List<MariaDbServer> nodes = new ArrayList<>();
  private final List<HikariDataSource> pools = new ArrayList<>();
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
      ports[node] = ServerProcess.freePort();
    }
    GaleraCluster cluster = new GaleraCluster();
    try {
      for (int node = 0; node < NODES; node++) {
        cluster.nodes.add(MariaDbServer.start(options(ports, node), URL_OPTIONS));
        cluster.awaitMembers(node, node + 1);
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
                // With it, the options of the library could not be set while the server runs.
                "--plugin-wsrep-provider=OFF",
                "--wsrep-provider=" + LIBRARY,
                "--wsrep-cluster-address=gcomm://" + String.join(",", addresses),
                "--wsrep-node-address=" + own,
                "--wsrep-sst-method=rsync",
                "--wsrep-sst-receive-address=127.0.0.1:" + ServerProcess.freePort(),
                ("--wsrep-provider-options=base_port=" + ports[node])
                    + (";gmcast.listen_addr=tcp://" + own)
                    + (";ist.recv_addr=127.0.0.1:" + ServerProcess.freePort())));
    if (node == 0) {
      options.add("--wsrep-new-cluster");
    }
    return options;
  }

  /** Waits until the node is in step with the others, and all of them are so many. */
  public void awaitMembers(int node, int count) {
    await(node, "wsrep_local_state_comment", "Synced");
    await(node, "wsrep_cluster_size", String.valueOf(count));
  }

  private void await(int node, String status, String value) {
    Waiting.until(
        status + " of node " + node + " is " + value,
        () -> status(node, status).equals(value),
        List.of(nodes.get(node).process()));
  }

  /** Returns what the node says about itself, or why it does not. */
  public String status(int node, String name) {
    try {
      return nodes
          .get(node)
          .ask(
              "select variable_value from information_schema.global_status where variable_name = '"
                  + (name + "'"));
    } catch (SQLException e) {
      return e.toString();
    }
  }

  /** Stops the process: it answers nothing, and its connections stay. */
  public void pause(int node) throws IOException {
    nodes.get(node).signal("STOP");
  }

  /** Ends {@link #pause}. */
  public void resume(int node) throws IOException {
    nodes.get(node).signal("CONT");
  }

  /** Kills the process (kill -9). */
  public void kill(int node) {
    nodes.get(node).kill();
  }

  /** Starts a node after {@link #kill}, but not the first, which would found another cluster. */
  public void restart(int node) throws IOException {
    nodes.get(node).restart();
  }

  /** Cuts the connections between the node and the others; clients still reach it. */
  public void cutOff(int node) throws SQLException {
    isolate(node, 1);
  }

  /** Ends {@link #cutOff}. */
  public void joinAgain(int node) throws SQLException {
    isolate(node, 0);
  }

  private void isolate(int node, int value) throws SQLException {
    setOption(node, "gmcast.isolate=" + value);
  }

  /** Sets an option of the cluster's library. */
  public void setOption(int node, String option) throws SQLException {
    nodes.get(node).execute("set global wsrep_provider_options = '" + option + "'");
  }

  /** Returns a new database as each node has it. */
  public List<DataSource> freshDatabase() throws SQLException {
    String name = "shared_" + databases.incrementAndGet();
    nodes.get(0).create(name);
    List<DataSource> fresh = new ArrayList<>();
    for (MariaDbServer node : nodes) {
      awaitDatabase(node, name);
      fresh.add(node.database(name));
    }
    return fresh;
  }

  /** Returns a pool for each node, on a new database that has the tables of the store. */
  public List<DataSource> freshPools() throws SQLException {
    return freshPools(config -> {});
  }

  /** Returns such pools with more settings. */
  public List<DataSource> freshPools(Consumer<HikariConfig> settings) throws SQLException {
    List<DataSource> fresh = new ArrayList<>();
    for (DataSource database : freshDatabase()) {
      HikariConfig config = new HikariConfig();
      config.setDataSource(database);
      config.setMaximumPoolSize(10);
      config.setMinimumIdle(0);
      config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
      config.setValidationTimeout(VALIDATION_TIMEOUT.toMillis());
      settings.accept(config);
      HikariDataSource pool = new HikariDataSource(config);
      pools.add(pool);
      fresh.add(pool);
    }
    Schema.migrate(fresh.get(0));
    return fresh;
  }

  private static void awaitDatabase(MariaDbServer node, String name) throws SQLException {
    String present =
        "select schema_name from information_schema.schemata where schema_name = '" + name + "'";
    Waiting.until(
        "database " + name, () -> node.ask(present).equals(name), List.of(node.process()));
  }

  @Override
  public void close() {
    pools.forEach(HikariDataSource::close);
    nodes.forEach(MariaDbServer::close);
  }
}
