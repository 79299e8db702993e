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

/** The blocks as a {@link Whitelist}. */
@State(Scope.Benchmark)
public class OurBlocks {
  /** The address family: "v4" or "v6". */
  @Param("v4")
  public String family;

  /** The number of blocks. */
  @Param("10")
  public int blocks;

  Probes probes;
  private List<WhitelistEntry> entries;
  private Whitelist whitelist;

  /** Creates the whitelist. */
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

  /** Creates a whitelist and matches once, which compiles it. */
  Optional<WhitelistEntry> compile(InetAddress address) {
    return Whitelist.of(entries).match(IpAddress.of(address));
  }
}
