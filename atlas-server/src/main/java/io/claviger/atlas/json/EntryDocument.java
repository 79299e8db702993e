package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.claviger.model.IpAddress;
import io.claviger.model.LastUse;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a whitelist.
 *
 * @param ipAddress only of an entry that is a single address
 * @param lastUsed only after the first use
 * @param lastUsedAddress only after the first use
 */
@JsonPropertyOrder({
  "cidrBlock",
  "count",
  "created",
  "ipAddress",
  "lastUsed",
  "lastUsedAddress",
  "links"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryDocument(
    String cidrBlock,
    long count,
    String created,
    @Nullable String ipAddress,
    @Nullable String lastUsed,
    @Nullable String lastUsedAddress,
    List<Link> links) {
  /** With what is known of its use. */
  public static EntryDocument of(WhitelistEntry entry, Usage usage, List<Link> links) {
    return new EntryDocument(
        entry.block().toString(),
        usage.count(),
        seconds(entry.createdAt()),
        entry.block().singleAddress().map(IpAddress::toString).orElse(null),
        usage.last().map(LastUse::at).map(EntryDocument::seconds).orElse(null),
        usage.last().map(LastUse::address).map(IpAddress::toString).orElse(null),
        links);
  }

  private static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
