package io.claviger.benchmarks.jmh;

import io.claviger.model.WhitelistEntry;
import java.net.UnknownHostException;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Whether a block holds an address. Each takes the form of address that it is made for, which is
 * ready: a text, an {@code InetAddress}, or a socket's.
 */
@State(Scope.Thread)
public class Match {
  private int next;

  private int next() {
    return next++ & 255;
  }

  /** Ours. */
  @Benchmark
  public Optional<WhitelistEntry> oursInet(OurBlocks ours) {
    return ours.match(ours.probes.addresses[next()]);
  }

  /** Ours. */
  @Benchmark
  public Optional<WhitelistEntry> oursText(OurBlocks ours) {
    return ours.match(ours.probes.texts[next()]);
  }

  /** Ours, compiled anew. */
  @Benchmark
  public Optional<WhitelistEntry> compile(OurBlocks ours) {
    return ours.compile(ours.probes.addresses[next()]);
  }

  /** A list of matchers of Spring Security, which take texts. */
  @Benchmark
  public boolean spring(PeerBlocks peers) {
    return peers.spring(peers.probes.texts[next()]);
  }

  /** A trie of inet.ipaddr. */
  @Benchmark
  public boolean trieInet(PeerBlocks peers) {
    return peers.trie(peers.probes.addresses[next()]);
  }

  /** A trie of inet.ipaddr. */
  @Benchmark
  public boolean trieText(PeerBlocks peers) {
    return peers.trie(peers.probes.texts[next()]);
  }

  /** The subnet filter of Netty. */
  @Benchmark
  public boolean nettyInet(PeerBlocks peers) {
    return peers.netty(peers.sockets[next()]);
  }

  /** The subnet filter of Netty. */
  @Benchmark
  public boolean nettyText(PeerBlocks peers) throws UnknownHostException {
    return peers.netty(peers.probes.texts[next()]);
  }
}
