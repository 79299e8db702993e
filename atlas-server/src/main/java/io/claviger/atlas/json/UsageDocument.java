package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.claviger.model.IpAddress;
import io.claviger.model.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The usage of a key, a secret or an entry.
 *
 * @param lastUsed absent before the first use
 * @param lastUsedAddress absent before the first use
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsageDocument(
    long count, @Nullable String lastUsed, @Nullable String lastUsedAddress) {
  /** Creates the document of the usage that the library counted. */
  public static UsageDocument of(Usage usage) {
    return new UsageDocument(
        usage.count(),
        usage.last().map(Usage.Last::at).map(Instant::toString).orElse(null),
        usage.last().map(Usage.Last::address).map(IpAddress::toString).orElse(null));
  }
}
