package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.claviger.model.IpAddress;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the access list of a service account.
 *
 * @param ipAddress null if the entry is not a single address
 * @param lastUsedAddress null before the first use
 * @param lastUsedAt null before the first use
 */
@JsonPropertyOrder({
  "cidrBlock",
  "createdAt",
  "ipAddress",
  "lastUsedAddress",
  "lastUsedAt",
  "requestCount"
})
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AccountEntryDocument(
    String cidrBlock,
    String createdAt,
    @Nullable String ipAddress,
    @Nullable String lastUsedAddress,
    @Nullable String lastUsedAt,
    long requestCount) {
  /** Creates the document of an entry with its usage. */
  public static AccountEntryDocument of(WhitelistEntry entry, Usage usage) {
    return new AccountEntryDocument(
        entry.block().toString(),
        Json.seconds(entry.createdAt()),
        entry.block().singleAddress().map(IpAddress::toString).orElse(null),
        usage.last().map(Usage.Last::address).map(IpAddress::toString).orElse(null),
        usage.last().map(Usage.Last::at).map(Json::seconds).orElse(null),
        usage.count());
  }
}
