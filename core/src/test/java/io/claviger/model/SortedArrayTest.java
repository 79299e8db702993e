package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Beside a tree. */
class SortedArrayTest {
  @Property
  void itHasWhatATreeHasInTheSameOrder(
      @ForAll List<@IntRange(max = 20) Integer> values, @ForAll @IntRange(max = 21) int other) {
    SortedSet<Integer> tree = new TreeSet<>(values);
    SortedSet<Integer> array = SortedArray.of(values);

    assertEquals(new ArrayList<>(tree), new ArrayList<>(array));
    assertEquals(tree, array);
    assertEquals(array, tree);
    assertEquals(tree.hashCode(), array.hashCode());
    assertEquals(tree.toString(), array.toString());
    assertEquals(tree.contains(other), array.contains(other));
    assertEquals(tree.headSet(other), array.headSet(other));
    assertEquals(tree.tailSet(other), array.tailSet(other));
    assertEquals(tree.subSet(5, 5 + other), array.subSet(5, 5 + other));
    assertEquals(List.copyOf(tree.headSet(other)), List.copyOf(array.headSet(other)));
    assertNull(array.comparator());
  }

  @Property
  void itKnowsItsEnds(@ForAll @Size(min = 1) Set<Integer> values) {
    SortedSet<Integer> array = SortedArray.of(values);

    assertEquals(new TreeSet<>(values).first(), array.first());
    assertEquals(new TreeSet<>(values).last(), array.last());
  }

  @Test
  void nothingChangesIt() {
    SortedSet<Integer> array = SortedArray.of(List.of(1));

    assertThrows(UnsupportedOperationException.class, () -> array.add(2));
    assertThrows(UnsupportedOperationException.class, () -> array.remove(1));
    assertThrows(UnsupportedOperationException.class, array::clear);
  }

  @Test
  void anEmptyOneHasNoEndsAndARangeIsOne() {
    SortedSet<Integer> empty = SortedArray.of(List.<Integer>of());

    assertThrows(NoSuchElementException.class, empty::first);
    assertThrows(NoSuchElementException.class, empty::last);
    assertThrows(IllegalArgumentException.class, () -> empty.subSet(2, 1));
    assertThrows(NoSuchElementException.class, () -> empty.iterator().next());
  }
}
