package io.claviger.access;

import io.claviger.model.AccessToken;
import io.claviger.model.RoleAssignment;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The limits that a proof puts on its key. There are none for a pair or a token.
 *
 * @param roles the only roles of the request, which the key holds; empty for those of the key
 * @param token the access token whose lifetime ends the proof
 */
record ProofLimits(Optional<SortedSet<RoleAssignment>> roles, Optional<AccessToken> token) {
  static final ProofLimits NONE = new ProofLimits(Optional.empty(), Optional.empty());
}
