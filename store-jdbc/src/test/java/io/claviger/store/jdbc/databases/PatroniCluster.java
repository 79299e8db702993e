package io.claviger.store.jdbc.databases;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Three PostgreSQL servers, of which Patroni makes one the leader, with one of the two others as
 * its synchronous standby. An etcd keeps who leads.
 */
public final class PatroniCluster implements AutoCloseable {
  private static final int NODES = 3;

  private final List<PatroniNode> nodes = new ArrayList<>();
  private ServerProcess etcd;

  private PatroniCluster() {}

  /** Returns whether all its programs are installed. Where they are not, its tests are left out. */
  public static boolean isInstalled() {
    return PatroniNode.isInstalled();
  }

  /** Starts the nodes, and returns when two follow the first. */
  public static PatroniCluster start() throws IOException {
    PatroniCluster cluster = new PatroniCluster();
    try {
      int client = ServerProcess.freePort();
      cluster.etcd = startEtcd(client);
      for (int node = 0; node < NODES; node++) {
        cluster.nodes.add(new PatroniNode(node, client));
        cluster.awaitLeader();
      }
      cluster.awaitStandbys(NODES - 1);
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static ServerProcess startEtcd(int client) throws IOException {
    int peer = ServerProcess.freePort();
    Path folder = ServerProcess.newFolder("etcd");
    return ServerProcess.start(
        folder,
        List.of(
            PatroniNode.find("etcd").orElseThrow().toString(),
            "--data-dir=" + folder.resolve("data"),
            "--listen-client-urls=http://127.0.0.1:" + client,
            "--advertise-client-urls=http://127.0.0.1:" + client,
            "--listen-peer-urls=http://127.0.0.1:" + peer,
            "--initial-advertise-peer-urls=http://127.0.0.1:" + peer,
            "--initial-cluster=default=http://127.0.0.1:" + peer),
        () -> PatroniNode.get(client, "/health"));
  }

  /** Returns the URL with all nodes, of which the driver takes the one that takes changes. */
  public String url(String options) {
    return IntStream.range(0, nodes.size())
        .mapToObj(node -> "127.0.0.1:" + nodes.get(node).port())
        .collect(
            joining(
                ",",
                "jdbc:postgresql://",
                "/postgres?user=postgres&targetServerType=primary" + options));
  }

  /** Returns the node that leads; waits until one does. */
  public int awaitLeader() {
    return awaitLeaderBeside(-1);
  }

  /** Waits until another node than this one leads, and returns it. */
  public int awaitLeaderBeside(int former) {
    await("another leader than " + former, () -> leaderBeside(former).isPresent());
    return leaderBeside(former).orElseGet(() -> awaitLeaderBeside(former));
  }

  private OptionalInt leaderBeside(int former) {
    return IntStream.range(0, nodes.size())
        .filter(node -> node != former && nodes.get(node).is("/leader"))
        .findFirst();
  }

  /** Waits until so many nodes follow the leader, one of them synchronously. */
  public void awaitStandbys(int count) {
    await(
        count + " standbys, one of them synchronous",
        () -> count("/replica") == count && count("/synchronous") == 1);
  }

  private void await(String state, Waiting.Question<RuntimeException> question) {
    Waiting.until(state, question, nodes.stream().map(PatroniNode::process).toList());
  }

  private long count(String path) {
    return IntStream.range(0, nodes.size()).filter(node -> nodes.get(node).is(path)).count();
  }

  /** Makes the synchronous standby the leader, as an operator does before maintenance. */
  public void switchOver(int leader) throws IOException {
    int standby =
        IntStream.range(0, nodes.size())
            .filter(node -> nodes.get(node).is("/synchronous"))
            .findFirst()
            .orElseThrow();
    nodes.get(leader).switchOver(leader, standby);
  }

  /** Kills agent and server (kill -9). */
  public void kill(int node) {
    nodes.get(node).kill();
  }

  /** Starts a node after {@link #kill}. */
  public void restart(int node) throws IOException {
    nodes.get(node).restart();
  }

  /** Stops the agent, and with it perhaps the server: they answer nothing. */
  public void pause(int node, boolean withServer) throws IOException {
    nodes.get(node).pause(withServer);
  }

  /** Ends {@link #pause}. */
  public void resume(int node) throws IOException {
    nodes.get(node).resume();
  }

  @Override
  public void close() {
    nodes.forEach(PatroniNode::close);
    if (etcd != null) {
      etcd.close();
    }
  }
}
