package io.claviger;

import io.claviger.internal.value.PackedEntries;
import io.claviger.internal.value.WhitelistMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The blocks from which a key may be used: immutable, in order of block (IPv4 first), no block
 * twice. Thread-safe; the matcher is compiled at the first or second use, and from then on its cost
 * grows with the logarithm of the number of entries.
 */
public final class Whitelist {
  /** Of lists whose entries are made on demand. */
  private static final Optional<WhitelistEntry>[] NO_ANSWERS = newArray(0);

  private static final Whitelist EMPTY = new Whitelist(List.of());

  private final List<WhitelistEntry> entries;
  private final WhitelistMatcher matcher;

  /**
   * What a match answers: without an entry, then with the first one, and so on. An array, since a
   * list would cost each match a little more.
   */
  private final Optional<WhitelistEntry>[] answers;

  private Whitelist(List<WhitelistEntry> entries) {
    this.entries = entries;
    this.matcher = new WhitelistMatcher(entries);
    this.answers = entries instanceof PackedEntries ? NO_ANSWERS : answers(entries);
  }

  private static Optional<WhitelistEntry>[] answers(List<WhitelistEntry> entries) {
    Optional<WhitelistEntry>[] answers = newArray(entries.size() + 1);
    answers[0] = Optional.empty();
    for (int i = 0; i < entries.size(); i++) {
      answers[i + 1] = Optional.of(entries.get(i));
    }
    return answers;
  }

  @SuppressWarnings("unchecked") // Java makes no array of a type with parameters
  private static Optional<WhitelistEntry>[] newArray(int length) {
    return (Optional<WhitelistEntry>[]) new Optional<?>[length];
  }

  /** No entries: what that means is for {@link OrganizationSettings#whitelistRequired()} to say. */
  public static Whitelist empty() {
    return EMPTY;
  }

  /**
   * These entries, in any order.
   *
   * @throws InvalidValue if a block comes twice
   */
  public static Whitelist of(Collection<WhitelistEntry> entries) {
    if (entries instanceof PackedEntries packed) {
      return packed.isEmpty() ? EMPTY : new Whitelist(packed);
    }
    List<WhitelistEntry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(WhitelistEntry::block));
    for (int i = 1; i < sorted.size(); i++) {
      CidrBlock block = sorted.get(i).block();
      if (block.equals(sorted.get(i - 1).block())) {
        throw InvalidValue.of(
            ErrorCode.DUPLICATE_ADDRESSES_IN_INPUT,
            "whitelist",
            block.toString(),
            "names this block twice; name it once");
      }
    }
    return sorted.isEmpty() ? EMPTY : new Whitelist(List.copyOf(sorted));
  }

  /** All entries by block, IPv4 first; immutable. */
  public List<WhitelistEntry> entries() {
    return entries;
  }

  /** Whether there are no entries. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The number of entries. */
  public int size() {
    return entries.size();
  }

  /**
   * The entry of exactly this block; empty where it is not listed, even if a wider block covers it.
   */
  public Optional<WhitelistEntry> entry(CidrBlock block) {
    Objects.requireNonNull(block, "block");
    int low = 0;
    int high = entries.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = entries.get(middle).block().compareTo(block);
      if (order == 0) {
        return Optional.of(entries.get(middle));
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  /** The most specific entry whose block contains the address; empty where none does. */
  public Optional<WhitelistEntry> match(IpAddress address) {
    int index = matcher.indexOf(address);
    if (answers.length > 0) {
      return answers[index + 1];
    }
    return index < 0 ? Optional.empty() : Optional.of(entries.get(index));
  }

  /** This list and more entries; throws {@link InvalidValue} if a block comes twice. */
  public Whitelist plus(Collection<WhitelistEntry> more) {
    List<WhitelistEntry> all = new ArrayList<>(entries);
    all.addAll(more);
    return of(all);
  }

  /** This list without that block; the same list where it is not listed. */
  public Whitelist minus(CidrBlock block) {
    Objects.requireNonNull(block, "block");
    return of(entries.stream().filter(entry -> !entry.block().equals(block)).toList());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Whitelist that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  /** The blocks. */
  @Override
  public String toString() {
    return entries.stream().map(WhitelistEntry::block).toList().toString();
  }
}
