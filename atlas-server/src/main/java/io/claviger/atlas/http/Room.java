package io.claviger.atlas.http;

import java.util.HashMap;
import java.util.Map;

/** A bound for the bytes of incomplete bodies: for those of all senders, and of each. */
final class Room {
  private final int together;
  private final int each;
  private final Map<String, Integer> taken = new HashMap<>();
  private int takenTogether;

  Room(int together, int each) {
    this.together = together;
    this.each = each;
  }

  /** Takes room for so many more; false where there is none, of the sender's or at all. */
  synchronized boolean take(String sender, int bytes) {
    int before = taken.getOrDefault(sender, 0);
    if (bytes > each - before || bytes > together - takenTogether) {
      return false;
    }
    add(sender, bytes);
    return true;
  }

  /** Gives back so many bytes of the sender. */
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
