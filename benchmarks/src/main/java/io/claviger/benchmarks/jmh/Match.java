package io.claviger.benchmarks.jmh;

import io.claviger.model.WhitelistEntry;
import java.net.UnknownHostException;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Finds out whether a block contains an address. Each library gets the form of address that it is
 * made for: a text, an {@code InetAddress}, or the address of a socket.
 */
@State(Scope.Thread)
public class Match {
  private int next;

  private int next() {
    return next++ & 255;
  }

  /** Our whitelist. */
  @Benchmark
  public Optional<WhitelistEntry> oursInet(OurBlocks ours) {
    return ours.match(ours.probes.addresses[next()]);
  }

  /** Our whitelist. */
  @Benchmark
  public Optional<WhitelistEntry> oursText(OurBlocks ours) {
    return ours.match(ours.probes.texts[next()]);
  }

  /** Our whitelist, compiled for each call. */
  @Benchmark
  public Optional<WhitelistEntry> compile(OurBlocks ours) {
    return ours.compile(ours.probes.addresses[next()]);
  }

  /** A list of matchers of Spring Security, which accept only text. */
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
