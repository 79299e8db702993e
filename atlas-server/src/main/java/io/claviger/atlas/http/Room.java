package io.claviger.atlas.http;

import java.util.HashMap;
import java.util.Map;

/** Bounds the bytes of incomplete bodies, of each sender and of all senders together. */
final class Room {
  private final int together;
  private final int each;
  private final Map<String, Integer> taken = new HashMap<>();
  private int takenTogether;

  Room(int together, int each) {
    this.together = together;
    this.each = each;
  }

  /**
   * Takes room for more bytes. Returns false if the bound of the sender or of all senders is
   * reached.
   */
  synchronized boolean take(String sender, int bytes) {
    int before = taken.getOrDefault(sender, 0);
    if (bytes > each - before || bytes > together - takenTogether) {
      return false;
    }
    add(sender, bytes);
    return true;
  }

  /** Releases this many bytes of the sender. */
  synchronized void giveBack(String sender, int bytes) {
    add(sender, -bytes);
  }

  private void add(String sender, int bytes) {
    takenTogether += bytes;
    int now = taken.getOrDefault(sender, 0) + bytes;
    if (now == 0) {
      taken.remove(sender);
    } else {
      taken.put(sender, now);
    }
  }
}
