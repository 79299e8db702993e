package io.claviger.internal.management;

import io.claviger.internal.crypto.HmacSha256;
import io.claviger.internal.crypto.PepperKeys;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.IpAddress;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.OrganizationChange;
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
 * newest one. It also keeps {@code version.hmac$beginning}, which tells that there is a chain where
 * {@code link$seal} is missing.
 */
public final class EventMacs {
  /** Must never change, and neither must the encoding of events. */
  private static final String PURPOSE = "claviger event mac";

  /** Stands for a link that cannot be trusted, and equals none. */
  public static final String BROKEN = "broken";

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

  /**
   * Where a chain began.
   *
   * @param revision the number of the revision
   * @param event the first event. Empty if the chain is older than the revision, because a version
   *     of the library began it that did not keep this
   */
  public record Beginning(long revision, Optional<EventId> event) {
    private static Beginning parse(String text) {
      String[] parts = text.split(":", -1);
      Optional<String> event = Optional.of(parts[1]).filter(id -> !id.isEmpty());
      return new Beginning(Long.parseLong(parts[0]), event.map(EventId::new));
    }

    @Override
    public String toString() {
      return revision + ":" + event.map(EventId::value).orElse("");
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

  /** Returns the change with MACs that continue the chain of the organization. */
  OrganizationChange cover(OrganizationChange change, EventChain chain) {
    Optional<String> version = version(chain);
    if (version.isEmpty()) {
      // The kept MACs stay, so that a check notices the events that follow without one.
      return change.with(change.events(), chain);
    }
    String link = newestLink(change.organization().id(), chain);
    List<AuditEvent> covered = new ArrayList<>();
    for (AuditEvent event : change.events()) {
      String before = link;
      link = link(version.get(), event, before);
      covered.add(event.withMac(link + "$" + before));
    }
    return change.with(
        covered,
        new EventChain(
            Optional.of(link + "$" + seal(version.get(), link)),
            Optional.of(began(version.get(), change, chain))));
  }

  /** Returns what is kept about the beginning after this change, under the version for new MACs. */
  private String began(String version, OrganizationChange change, EventChain before) {
    OrganizationId organization = change.organization().id();
    Optional<Parts> kept = before.began().map(Parts::of);
    if (kept.isPresent() && !knows(kept.get())) {
      return before.began().get();
    }
    Beginning beginning =
        beginning(organization, before)
            .orElseGet(
                () ->
                    new Beginning(
                        change.organization().revision().number(),
                        Optional.of(change.events().get(0).id())
                            .filter(first -> before.newest().isEmpty())));
    return beginningLink(version, organization, beginning.toString()) + "$" + beginning;
  }

  /**
   * Nodes that verify with a pepper before it is the current one continue chains, too. Otherwise
   * their events would seem to be forged.
   */
  private Optional<String> version(EventChain chain) {
    if (byVersion.containsKey(current)) {
      return Optional.of(current);
    }
    return chain.equals(EventChain.none()) || byVersion.isEmpty()
        ? Optional.empty()
        : Optional.of(byVersion.lastKey());
  }

  /**
   * Returns the link of the newest event; empty if there is no chain. Returns one that equals no
   * other if what the organization keeps is wrong, so that no further change hides that.
   */
  public String newestLink(OrganizationId organization, EventChain chain) {
    boolean lost = chain.newest().isEmpty() && chain.began().isPresent();
    if (lost
        || chain.began().map(Parts::of).filter(kept -> isWrong(organization, kept)).isPresent()) {
      return BROKEN;
    }
    return chain.newest().map(this::sealedLink).orElse("");
  }

  private String sealedLink(String newest) {
    Parts parts = Parts.of(newest);
    boolean wrong = knows(parts) && !equal(seal(parts.version(), parts.link), parts.rest);
    return wrong ? BROKEN : parts.link;
  }

  /** Returns where the chain began; empty if that is not kept, wrong, or under another pepper. */
  public Optional<Beginning> beginning(OrganizationId organization, EventChain chain) {
    return chain
        .began()
        .map(Parts::of)
        .filter(kept -> knows(kept) && !isWrong(organization, kept))
        .map(kept -> Beginning.parse(kept.rest));
  }

  private boolean isWrong(OrganizationId organization, Parts began) {
    return knows(began)
        && !equal(beginningLink(began.version(), organization, began.rest), began.link);
  }

  private String beginningLink(String version, OrganizationId organization, String beginning) {
    return version + "." + hmac(version, "began", bytes(beginning + " " + organization.value()));
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
    fields.add(event.type().stored());
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
