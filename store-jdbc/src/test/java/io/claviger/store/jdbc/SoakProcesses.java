package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.OrganizationId;
import io.claviger.testing.process.ChildJvm;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** The running {@link SoakNode}s. Passes the keys of each to the others. */
final class SoakProcesses implements AutoCloseable {
  /** The use of resources, as a process measured it. */
  private record Load(int threads, long heap) {}

  /** What the cache of a process says about itself at its end. */
  private record Feed(
      long polls,
      long confirmations,
      long rechecks,
      long missed,
      long pending,
      long hits,
      long loads) {
    static Feed of(String[] words) {
      long[] counts = Stream.of(words).skip(1).mapToLong(Long::parseLong).toArray();
      return new Feed(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]);
    }
  }

  /** A process, and the lines that it needs itself. */
  private static final class Node {
    private final Process process;
    private final BufferedWriter input;
    private final List<Load> loads = new ArrayList<>();
    private final List<Feed> feeds = new ArrayList<>();
    private boolean done;

    Node(Process process) {
      this.process = process;
      this.input = process.outputWriter(StandardCharsets.UTF_8);
    }
  }

  private static final int MORE_THREADS = 4;
  private static final long MORE_HEAP = 32 << 20;

  private final SoakHistory history;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Future<?>> reading = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch ready;
  private volatile boolean ending;

  /**
   * Starts one for each URL, and returns when all of them work.
   *
   * @param organizations of each process, those that it changes
   */
  SoakProcesses(
      SoakHistory history, List<String> urls, List<List<OrganizationId>> organizations, int hidden)
      throws Exception {
    this.history = history;
    this.ready = new CountDownLatch(urls.size());
    for (String url : urls) {
      int number = nodes.size();
      List<String> arguments = new ArrayList<>(List.of(url, "" + number, "" + hidden));
      organizations.get(number).forEach(each -> arguments.add(each.value()));
      nodes.add(new Node(ChildJvm.start(SoakNode.class, arguments.toArray(new String[0]))));
    }
    for (Node node : nodes) {
      reading.add(threads.submit(() -> read(node)));
    }
    ready.await();
  }

  private Void read(Node node) throws IOException {
    try (BufferedReader output = node.process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
          case "ready" -> ready.countDown();
          case "key" -> passOn(node, line);
          case "load" ->
              node.loads.add(new Load(Integer.parseInt(words[1]), Long.parseLong(words[2])));
          case "feed" -> node.feeds.add(Feed.of(words));
          case "done" -> node.done = true;
          default -> history.add(words);
        }
      }
    } finally {
      // Also if it could not start; the end finds that.
      ready.countDown();
    }
    return null;
  }

  private void passOn(Node from, String line) throws IOException {
    for (Node node : nodes) {
      if (node != from && !ending) {
        write(node, line);
      }
    }
  }

  private void write(Node node, String line) throws IOException {
    synchronized (node.input) {
      try {
        node.input.write(line + "\n");
        node.input.flush();
      } catch (IOException e) {
        // A process that has read its last line is about to end.
        if (!ending) {
          throw e;
        }
      }
    }
  }

  /** Lets each process measure what it uses now. */
  void measure() throws IOException {
    for (Node node : nodes) {
      write(node, "measure");
    }
  }

  void assertRunning() {
    nodes.forEach(node -> assertTrue(node.process.isAlive(), "a process failed"));
  }

  /**
   * Lets them end, and asserts that none failed, or uses more than it did at the first, and that
   * each was told of all changes.
   *
   * @param fewestPolls how often each was told at least
   */
  void end(long fewestPolls) throws Exception {
    ending = true;
    for (Node node : nodes) {
      synchronized (node.input) {
        node.input.close();
      }
    }
    for (Future<?> each : reading) {
      each.get();
    }
    nodes.forEach(node -> System.out.println("soak: " + node.feeds));
    for (Node node : nodes) {
      assertTrue(node.done, "a process failed");
      Feed feed = node.feeds.get(0);
      assertEquals(0, feed.missed(), "changes that the feed did not report");
      assertTrue(feed.polls() >= fewestPolls, () -> feed + " has too few polls");
      assertEquals(2, node.loads.size());
      Load first = node.loads.get(0);
      Load last = node.loads.get(1);
      assertTrue(last.threads() <= first.threads() + MORE_THREADS, node.loads.toString());
      assertTrue(last.heap() <= first.heap() + MORE_HEAP, node.loads.toString());
    }
  }

  @Override
  public void close() {
    ending = true;
    nodes.forEach(node -> node.process.destroyForcibly());
    threads.shutdownNow();
  }
}
