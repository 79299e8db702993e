package io.claviger.atlas.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bounds the bytes of incomplete bodies, of each sender and of all senders together. If there is no
 * room for a body, the oldest one of its sender ends, or that of the sender that takes most room.
 * So slow bodies refuse no body that is sent at once. Thread-safe.
 */
final class Room {
  /** A body that is not whole. */
  interface Body {
    /** Ends the body, so that others have room; it has given back its own. Does not wait. */
    void end();
  }

  /** What the bodies of a sender take, with the oldest body first. */
  private static final class Share {
    final Map<Body, Integer> bodies = new LinkedHashMap<>();
    int bytes;
  }

  private final int together;
  private final int each;
  private final Map<String, Share> shares = new HashMap<>();
  private int taken;

  Room(int together, int each) {
    this.together = together;
    this.each = each;
  }

  /**
   * Takes room for more bytes of a body, and ends others if it must. Returns false if it would have
   * to end this one; then the body has no room.
   */
  boolean take(String sender, Body body, int bytes) {
    List<Body> ended = new ArrayList<>();
    boolean hasRoom = take(sender, body, bytes, ended);
    ended.forEach(Body::end);
    return hasRoom;
  }

  private synchronized boolean take(String sender, Body body, int bytes, List<Body> ended) {
    Share share = shares.computeIfAbsent(sender, unused -> new Share());
    share.bodies.merge(body, bytes, Integer::sum);
    share.bytes += bytes;
    taken += bytes;
    while (share.bytes > each) {
      ended.add(removeOldest(share));
    }
    while (taken > together) {
      ended.add(
          removeOldest(
              Collections.max(shares.values(), Comparator.comparingInt(other -> other.bytes))));
    }
    if (!ended.isEmpty()) {
      shares.values().removeIf(other -> other.bodies.isEmpty());
    }
    return !ended.remove(body);
  }

  private Body removeOldest(Share share) {
    Body oldest = share.bodies.keySet().iterator().next();
    remove(share, oldest);
    return oldest;
  }

  private void remove(Share share, Body body) {
    int bytes = share.bodies.getOrDefault(body, 0);
    share.bodies.remove(body);
    share.bytes -= bytes;
    taken -= bytes;
  }

  /** Releases what this body of the sender takes. */
  synchronized void giveBack(String sender, Body body) {
    shares.computeIfPresent(
        sender,
        (unused, share) -> {
          remove(share, body);
          return share.bodies.isEmpty() ? null : share;
        });
  }
}
