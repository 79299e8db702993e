package io.claviger.benchmarks.match;

import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Case;
import io.claviger.benchmarks.run.JmhRow;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.model.IpAddress;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Finds out whether a block contains an address. Each library gets the form of address that it is
 * made for: a text, an {@code InetAddress}, or the address of a socket.
 */
@State(Scope.Thread)
public class Match {
  private static final int FEW = 1;
  private static final int MANY = 10_000;

  private int next;

  /** Returns the measurements. A quick run leaves out most numbers of blocks. */
  public static List<Measurement> measurements(boolean quick) {
    List<Measurement> all = new ArrayList<>();
    for (String family : List.of("v4", "v6")) {
      for (int blocks : quick ? List.of(FEW, MANY) : List.of(FEW, 10, 200, MANY)) {
        all.add(beside("Inet", family, blocks, Goal.ratioAtMost(1.15), quick));
      }
      Case many = side("oursInet", family, MANY);
      Case few = side("oursInet", family, FEW);
      Row growth = new Row("match/" + family + "/inet/10000-to-1", "ns", Goal.ratioAtMost(6));
      all.add(Measurement.of(JmhRow.of(growth, many, few)));
      for (int blocks : quick ? List.of(MANY) : List.of(FEW, 10, 200, MANY)) {
        all.add(beside("Text", family, blocks, blocks == FEW ? null : Goal.ratioAtMost(1), quick));
      }
    }
    return all;
  }

  /** Returns the row that compares ours with the fastest peer. */
  private static Measurement beside(
      String form, String family, int blocks, @Nullable Goal goal, boolean quick) {
    List<Case> peers = new ArrayList<>();
    peers.add(side("netty" + form, family, blocks));
    peers.add(side("trie" + form, family, blocks));
    // Spring Security checks every block in turn, so with many blocks it cannot be the fastest.
    if (!quick || blocks == FEW) {
      peers.add(side("spring", family, blocks));
    }
    String name = "match/" + family + "/" + form.toLowerCase(Locale.ROOT) + "/" + blocks;
    Case ours = side("ours" + form, family, blocks);
    return Measurement.of(new JmhRow(new Row(name, "ns", goal), ours, peers));
  }

  /** Returns the case that this method measures with so many blocks. */
  public static Case side(String method, String family, int blocks) {
    return Case.of(Match.class, method).with("family", family).with("count", blocks);
  }

  private int next() {
    return next++ & 255;
  }

  /** Our whitelist. */
  @Benchmark
  public Optional<WhitelistEntry> oursInet(OurBlocks ours, Probes probes) {
    return ours.whitelist.match(IpAddress.of(probes.addresses[next()]));
  }

  /** Our whitelist. */
  @Benchmark
  public Optional<WhitelistEntry> oursText(OurBlocks ours, Probes probes) {
    return ours.whitelist.match(IpAddress.parse(probes.texts[next()]));
  }

  /** Our whitelist, compiled for each call by its first match. */
  @Benchmark
  public Optional<WhitelistEntry> compile(OurBlocks ours, Probes probes) {
    return Whitelist.of(ours.entries).match(IpAddress.of(probes.addresses[next()]));
  }

  /** A list of matchers of Spring Security, which accept only text. */
  @Benchmark
  public boolean spring(PeerBlocks peers, Probes probes) {
    return peers.spring(probes.texts[next()]);
  }

  /** A trie of inet.ipaddr. */
  @Benchmark
  public boolean trieInet(PeerBlocks peers, Probes probes) {
    return peers.trie(probes.addresses[next()]);
  }

  /** A trie of inet.ipaddr. */
  @Benchmark
  public boolean trieText(PeerBlocks peers, Probes probes) {
    return peers.trie(probes.texts[next()]);
  }

  /** The subnet filter of Netty. */
  @Benchmark
  public boolean nettyInet(PeerBlocks peers) {
    return peers.netty.admits(peers.sockets[next()]);
  }

  /** The subnet filter of Netty. */
  @Benchmark
  public boolean nettyText(PeerBlocks peers, Probes probes) throws UnknownHostException {
    return peers.netty(probes.texts[next()]);
  }
}
