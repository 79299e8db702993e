package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.claviger.model.IpAddress;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a whitelist.
 *
 * @param ipAddress absent if the entry is not a single address
 * @param lastUsed absent before the first use
 * @param lastUsedAddress absent before the first use
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
  /** Creates the document of an entry with its usage. */
  public static EntryDocument of(WhitelistEntry entry, Usage usage, List<Link> links) {
    return new EntryDocument(
        entry.block().toString(),
        usage.count(),
        Json.seconds(entry.createdAt()),
        entry.block().singleAddress().map(IpAddress::toString).orElse(null),
        usage.last().map(Usage.Last::at).map(Json::seconds).orElse(null),
        usage.last().map(Usage.Last::address).map(IpAddress::toString).orElse(null),
        links);
  }
}
