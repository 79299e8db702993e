package io.claviger.internal.management;

import io.claviger.internal.crypto.HmacSha256;
import io.claviger.internal.crypto.PepperKeys;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.IpAddress;
import io.claviger.spi.OrganizationChange;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The MACs that chain the events of an organization. Thread-safe.
 *
 * <p>A link is {@code version.hmac}, under a key that is derived from the pepper of that version.
 * An event keeps {@code link$before}: the link over all its fields, and the link of the event
 * before it, which is empty for the first. So each event can be checked alone, also if older events
 * were deleted.
 *
 * <p>The organization keeps {@code link$seal}: the link of its newest event, and an HMAC over that
 * link. The seal of an older event is stored nowhere, so nobody can pass an older event off as the
 * newest one.
 */
public final class EventMacs {
  /** Must never change, and neither must the encoding of events. */
  private static final String PURPOSE = "claviger event mac";

  /** Stands for a link that cannot be trusted, and equals none. */
  private static final String BROKEN = "broken";

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** The two parts of a stored MAC. */
  public record Parts(String link, String rest) {
    public static Parts of(String mac) {
      int end = mac.indexOf('$');
      return end < 0
          ? new Parts(mac, "")
          : new Parts(mac.substring(0, end), mac.substring(end + 1));
    }

    String version() {
      return link.substring(0, Math.max(0, link.indexOf('.')));
    }
  }

  private final String current;
  private final SortedMap<String, HmacSha256> byVersion = new TreeMap<>();

  /**
   * Derives the keys.
   *
   * @param current the version for new events; if {@code peppers} does not contain it, only chains
   *     that exist already are continued
   */
  public EventMacs(int current, Map<Integer, byte[]> peppers) {
    peppers.forEach(
        (version, pepper) ->
            byVersion.put(
                version.toString(),
                new HmacSha256(PepperKeys.derive(pepper, PURPOSE, "HmacSHA256").getEncoded())));
    this.current = Integer.toString(current);
  }

  /** Returns the change with MACs that continue those of the organization. */
  OrganizationChange cover(OrganizationChange change, Optional<String> newest) {
    Optional<String> version = version(newest);
    if (version.isEmpty()) {
      // The kept MAC stays, so that a check notices the events that follow it without one.
      return change.with(change.events(), newest);
    }
    String link = newest.map(this::newestLink).orElse("");
    List<AuditEvent> covered = new ArrayList<>();
    for (AuditEvent event : change.events()) {
      String before = link;
      link = link(version.get(), event, before);
      covered.add(event.withMac(link + "$" + before));
    }
    return change.with(covered, Optional.of(link + "$" + seal(version.get(), link)));
  }

  /**
   * Nodes that verify with a pepper before it is the current one continue chains, too. Otherwise
   * their events would seem to be forged.
   */
  private Optional<String> version(Optional<String> newest) {
    if (byVersion.containsKey(current)) {
      return Optional.of(current);
    }
    return newest.isEmpty() || byVersion.isEmpty()
        ? Optional.empty()
        : Optional.of(byVersion.lastKey());
  }

  /**
   * Returns the link in the MAC that the organization keeps. Returns one that equals no other if
   * its seal is wrong, so that no further change hides that.
   */
  public String newestLink(String eventsMac) {
    Parts parts = Parts.of(eventsMac);
    boolean wrong = knows(parts) && !equal(seal(parts.version(), parts.link), parts.rest);
    return wrong ? BROKEN : parts.link;
  }

  public boolean knows(Parts parts) {
    return byVersion.containsKey(parts.version());
  }

  /** Checks the MAC of an event on its own, under a pepper that is known here. */
  public boolean isRight(AuditEvent event, Parts parts) {
    return equal(link(parts.version(), event, parts.rest), parts.link);
  }

  private String link(String version, AuditEvent event, String before) {
    return version + "." + hmac(version, "event", encoded(event, before));
  }

  private String seal(String version, String link) {
    return hmac(version, "newest", bytes(link));
  }

  private String hmac(String version, String kind, byte[] data) {
    HmacSha256 hmac = byVersion.get(version);
    if (hmac == null) {
      throw new IllegalArgumentException("no pepper has version " + version);
    }
    return BASE64.encodeToString(hmac.of(bytes(kind), data));
  }

  /** Returns all fields, each after its length, so that no two events have the same bytes. */
  private static byte[] encoded(AuditEvent event, String before) {
    List<String> fields = new ArrayList<>();
    fields.add(before);
    fields.add(event.id().value());
    fields.add(event.organization().value());
    fields.add(event.type().name());
    fields.add(event.subject().apiKey().map(ApiKeyId::value).orElse(""));
    fields.add(event.stamp().at().toString());
    fields.add(event.stamp().by().kind().stored());
    fields.add(event.stamp().by().name());
    fields.add(event.stamp().by().address().map(IpAddress::toString).orElse(""));
    event
        .details()
        .forEach(
            (name, value) -> {
              fields.add(name);
              fields.add(value);
            });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String field : fields) {
      byte[] content = bytes(field);
      out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
      out.writeBytes(content);
    }
    return out.toByteArray();
  }

  private static boolean equal(String expected, String found) {
    return MessageDigest.isEqual(bytes(expected), bytes(found));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
