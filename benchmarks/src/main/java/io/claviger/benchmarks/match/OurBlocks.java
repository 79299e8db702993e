package io.claviger.benchmarks.match;

import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import java.time.Instant;
import java.util.List;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The blocks as a {@link Whitelist}. */
@State(Scope.Benchmark)
public class OurBlocks {
  List<WhitelistEntry> entries;
  Whitelist whitelist;

  /** Creates the whitelist. */
  @Setup
  public void open(Probes probes) {
    entries =
        probes.blocks.stream().map(block -> new WhitelistEntry(block, Instant.EPOCH, 1)).toList();
    whitelist = Whitelist.of(entries);
  }
}
