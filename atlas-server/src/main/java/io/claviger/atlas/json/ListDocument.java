package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param status present only if the client asked for an envelope
 * @param totalCount the size of the whole list; absent if the client does not want it
 */
@JsonPropertyOrder({"links", "results", "status", "totalCount"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListDocument(
    List<Link> links, List<?> results, @Nullable Integer status, @Nullable Integer totalCount) {
  /** Returns the same page in an envelope. */
  public ListDocument enveloped(int newStatus) {
    return new ListDocument(links, results, newStatus, totalCount);
  }
}
