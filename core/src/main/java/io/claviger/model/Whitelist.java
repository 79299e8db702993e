package io.claviger.model;

import static java.util.Comparator.comparing;

import io.claviger.internal.bridge.InternalAccess;
import io.claviger.internal.time.Micros;
import io.claviger.model.IpAddress.Family;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The blocks from which a key may be used. Immutable, thread-safe, and in order of block, IPv4
 * first; no block occurs twice.
 *
 * <p>It keeps blocks as numbers, and makes entries on request. A short list is searched one by one.
 * A longer list is indexed at its second search; after that, a search takes logarithmic time.
 */
public final class Whitelist {
  /** A search one by one is faster up to this size, as measured. */
  private static final int FEW = 16;

  private static final Whitelist EMPTY = new WhitelistBuilder().build();

  static {
    InternalAccess.register(Whitelist.class, WhitelistBuilder::new);
  }

  /** In the form of {@link BlockSearch}. */
  private final long[] ipv4;

  private final long[] ipv6;

  /**
   * The time and the revision in which all entries were added; the array has both for each entry if
   * they differ.
   */
  private final long createdMicros;

  private final long addedIn;
  private final long @Nullable [] additions;

  // These fields need not be volatile: in a race each thread may make its own value, and all are
  // immutable and equally good.
  private boolean searched;
  private @Nullable BlockTree tree;

  Whitelist(BlockColumn ipv4, BlockColumn ipv6) {
    BlockColumn first = ipv4.count() > 0 ? ipv4 : ipv6;
    this.ipv4 = ipv4.numbers();
    this.ipv6 = ipv6.numbers();
    this.createdMicros = first.micros();
    this.addedIn = first.addedIn();
    this.additions = ipv4.isTogetherWith(ipv6) ? null : ipv4.additionsWith(ipv6);
  }

  /**
   * Returns an empty whitelist. {@link OrganizationSettings#isWhitelistRequired()} decides whether
   * it admits every address.
   */
  public static Whitelist empty() {
    return EMPTY;
  }

  /**
   * Returns the whitelist of these entries, which may be in any order.
   *
   * @throws InvalidValueException if a block occurs twice
   */
  public static Whitelist of(Collection<WhitelistEntry> entries) {
    List<WhitelistEntry> sorted = new ArrayList<>(Objects.requireNonNull(entries, "entries"));
    sorted.sort(comparing(WhitelistEntry::block));
    WhitelistBuilder builder = new WhitelistBuilder();
    for (int i = 0; i < sorted.size(); i++) {
      CidrBlock block = sorted.get(i).block();
      if (i > 0 && block.equals(sorted.get(i - 1).block())) {
        throw InvalidValueException.of(
            ErrorCode.DUPLICATE_BLOCKS,
            "whitelist",
            block.toString(),
            "names this block twice; name it once");
      }
      builder.add(sorted.get(i));
    }
    return sorted.isEmpty() ? EMPTY : builder.build();
  }

  /** Returns all entries by block, IPv4 first; immutable. Each entry is made on request. */
  public List<WhitelistEntry> entries() {
    return new Entries(this);
  }

  /** Checks whether there are no entries. */
  public boolean isEmpty() {
    return size() == 0;
  }

  /** Returns the number of entries. */
  public int size() {
    return ipv4.length + ipv6.length / BlockSearch.IPV6_WIDTH;
  }

  /**
   * Returns the entry of exactly this block; empty if it is not listed, even if a wider block
   * covers it.
   */
  public Optional<WhitelistEntry> entry(CidrBlock block) {
    Objects.requireNonNull(block, "block");
    WhitelistEntry sought = new WhitelistEntry(block, Instant.EPOCH, 1);
    int found = Collections.binarySearch(entries(), sought, comparing(WhitelistEntry::block));
    return found < 0 ? Optional.empty() : Optional.of(entry(found));
  }

  /** Returns the most specific entry whose block contains the address; empty if no entry does. */
  public Optional<WhitelistEntry> match(IpAddress address) {
    int index = indexOf(address);
    return index < 0 ? Optional.empty() : Optional.of(entry(index));
  }

  /**
   * Returns the index in {@link #entries} of the entry that {@link #match} returns; -1 if no entry
   * contains the address.
   */
  public int indexOf(IpAddress address) {
    Objects.requireNonNull(address, "address");
    boolean v4 = address.family() == Family.IPV4;
    boolean few = v4 ? ipv4.length <= FEW : ipv6.length <= FEW * BlockSearch.IPV6_WIDTH;
    int found = few ? searchEach(address) : searchMany(address);
    return found < 0 || v4 ? found : ipv4.length + found;
  }

  private int searchEach(IpAddress address) {
    return address.family() == Family.IPV4
        ? BlockSearch.ipv4(ipv4, address.low())
        : BlockSearch.ipv6(ipv6, address.high(), address.low());
  }

  /**
   * Goes one by one at the first search: a list that is read from a database for one request is
   * searched only once, so a tree would not pay off.
   */
  private int searchMany(IpAddress address) {
    BlockTree known = tree;
    if (known == null) {
      if (!searched) {
        searched = true;
        return searchEach(address);
      }
      known = new BlockTree(ipv4, ipv6);
      tree = known;
    }
    return known.find(address);
  }

  private List<CidrBlock> blocks() {
    return entries().stream().map(WhitelistEntry::block).toList();
  }

  private WhitelistEntry entry(int index) {
    long micros = additions == null ? createdMicros : additions[2 * index];
    return new WhitelistEntry(block(index), Micros.ofMicros(micros), addedIn(index));
  }

  private long addedIn(int index) {
    return additions == null ? addedIn : additions[2 * index + 1];
  }

  private CidrBlock block(int index) {
    if (index < ipv4.length) {
      long block = ipv4[index];
      return new CidrBlock(new IpAddress(Family.IPV4, 0, block >>> 8), (int) (block & 0xff));
    }
    int at = (index - ipv4.length) * BlockSearch.IPV6_WIDTH;
    return new CidrBlock(new IpAddress(Family.IPV6, ipv6[at], ipv6[at + 1]), (int) ipv6[at + 2]);
  }

  /**
   * Returns this list and more entries; throws {@link InvalidValueException} if a block occurs
   * twice.
   */
  public Whitelist plus(Collection<WhitelistEntry> more) {
    Objects.requireNonNull(more, "more");
    List<WhitelistEntry> all = new ArrayList<>(entries());
    all.addAll(more);
    return of(all);
  }

  /** Returns this list without that block; the same list if the block is not listed. */
  public Whitelist minus(CidrBlock block) {
    Objects.requireNonNull(block, "block");
    return of(entries().stream().filter(entry -> !entry.block().equals(block)).toList());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Whitelist that
        && createdMicros == that.createdMicros
        && addedIn == that.addedIn
        && Arrays.equals(ipv4, that.ipv4)
        && Arrays.equals(ipv6, that.ipv6)
        && Arrays.equals(additions, that.additions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        Arrays.hashCode(ipv4),
        Arrays.hashCode(ipv6),
        createdMicros,
        addedIn,
        Arrays.hashCode(additions));
  }

  /** Returns the blocks. */
  @Override
  public String toString() {
    return blocks().toString();
  }

  private static final class Entries extends AbstractList<WhitelistEntry> implements RandomAccess {
    private final Whitelist whitelist;

    Entries(Whitelist whitelist) {
      this.whitelist = whitelist;
    }

    @Override
    public int size() {
      return whitelist.size();
    }

    @Override
    public WhitelistEntry get(int index) {
      return whitelist.entry(Objects.checkIndex(index, size()));
    }
  }
}
