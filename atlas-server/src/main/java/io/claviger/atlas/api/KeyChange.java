package io.claviger.atlas.api;

import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.json.Fields;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a key that a request changes. The Atlas CLI always sends both, and leaves the
 * unchanged part empty. So an empty part counts as absent if the other one is not empty (Appendix
 * B, 16).
 */
record KeyChange(Optional<String> description, Optional<List<String>> roles) {
  /** Reads both parts. Throws the error for the client if neither is present. */
  static KeyChange of(Fields fields) {
    Optional<String> description = fields.text("desc");
    Optional<List<String>> roles = fields.texts("roles");
    if (description.isEmpty() && roles.isEmpty()) {
      throw new ApiError("MISSING_ONE_OF_ATTRIBUTES", "desc", "roles");
    }
    Optional<String> words = description.filter(text -> !text.isEmpty());
    Optional<List<String>> names = roles.filter(list -> !list.isEmpty());
    return new KeyChange(
        names.isPresent() ? words : description, words.isPresent() ? names : roles);
  }
}
