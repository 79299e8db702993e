package io.claviger.store.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Cuts long lists of ids, since a statement takes only so many parameters. In order, so that those
 * of a chunk are neighbours in the index: the database then finds many of them on one page.
 */
public final class Chunks {
  public static final int SIZE = 500;

  private Chunks() {}

  public static <T> List<List<String>> of(Collection<T> items, Function<T, String> text) {
    return of(items, text, SIZE);
  }

  public static <T> List<List<String>> of(Collection<T> items, Function<T, String> text, int size) {
    List<String> all = new ArrayList<>(items.size());
    for (T item : items) {
      all.add(text.apply(item));
    }
    all.sort(Comparator.naturalOrder());
    List<List<String>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      chunks.add(all.subList(from, Math.min(from + size, all.size())));
    }
    return chunks;
  }
}
