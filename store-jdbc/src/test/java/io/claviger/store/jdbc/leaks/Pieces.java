package io.claviger.store.jdbc.leaks;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Texts of one length, each with a name, and which of them is found first in a long text. */
final class Pieces {
  private static final int HEAD = 6;
  private static final int MASK = (1 << 20) - 1;

  private final int length;
  private final Map<String, String> names = new HashMap<>();

  /** How pieces begin: most places of a text are passed over by a look at this. */
  private final BitSet heads = new BitSet();

  Pieces(int length) {
    this.length = length;
  }

  /** Every piece of this text, under that name. */
  void addAllOf(String text, String name) {
    for (int start = 0; start + length <= text.length(); start++) {
      names.put(text.substring(start, start + length), name);
      heads.set(head(text, start));
    }
  }

  /** The name of the first piece in the text. */
  Optional<String> find(String text) {
    for (int start = 0; start + length <= text.length(); start++) {
      if (heads.get(head(text, start))) {
        String name = names.get(text.substring(start, start + length));
        if (name != null) {
          return Optional.of(name);
        }
      }
    }
    return Optional.empty();
  }

  private static int head(String text, int start) {
    int head = 0;
    for (int i = start; i < start + HEAD; i++) {
      head = head * 31 + text.charAt(i);
    }
    return head & MASK;
  }
}
