package io.claviger.benchmarks.jmh;

import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A whitelist of ours. */
@State(Scope.Benchmark)
public class OurBlocks {
  /** Of the addresses. */
  @Param("v4")
  public String family;

  /** How many blocks. */
  @Param("10")
  public int blocks;

  Probes probes;
  private List<WhitelistEntry> entries;
  private Whitelist whitelist;

  /** Makes the list. */
  @Setup
  public void open() {
    probes = new Probes(family, blocks);
    entries = probes.blocks.stream().map(OurBlocks::entry).toList();
    whitelist = Whitelist.of(entries);
  }

  private static WhitelistEntry entry(CidrBlock block) {
    return new WhitelistEntry(block, Instant.EPOCH, 1);
  }

  Optional<WhitelistEntry> match(InetAddress address) {
    return whitelist.match(IpAddress.of(address));
  }

  Optional<WhitelistEntry> match(String address) {
    return whitelist.match(IpAddress.parse(address));
  }

  /** A new list, and its first match, which compiles it. */
  Optional<WhitelistEntry> compile(InetAddress address) {
    return Whitelist.of(entries).match(IpAddress.of(address));
  }
}
