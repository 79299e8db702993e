package io.claviger.atlas.api;

import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.http.Authorization;
import io.claviger.http.access.IncomingRequest;
import io.claviger.http.access.Presentation;
import io.claviger.importing.ImportedFormats;
import java.util.List;
import java.util.Optional;

/**
 * The credentials of imported keys in their old form, in further headers and with the scheme Basic.
 * They are not asked for: they have no Digest, and new clients do not have them.
 *
 * @param headers the further headers
 * @param schemes without Basic, pairs of this server are malformed
 */
record OldCredentials(ImportedFormats formats, List<String> headers, Schemes schemes)
    implements Presentation {
  @Override
  public Optional<Credential> read(IncomingRequest request, Authorization header) {
    List<String> others =
        headers.stream().flatMap(name -> request.headers().values(name).stream()).toList();
    if (!others.isEmpty()) {
      return Optional.of(
          others.size() == 1 && !header.isPresent()
              ? formats.read(others.get(0).strip())
              : Credential.malformed("two credentials"));
    }
    return header.has("Basic")
        ? Optional.of(header.credential(token -> Credential.malformed(""), this::pair))
        : Optional.empty();
  }

  private Credential pair(String user, String password) {
    return schemes == Schemes.DIGEST
        ? formats.read(user + ":" + password)
        : formats.pair(user, password);
  }

  @Override
  public List<String> challenges(String realm, Optional<Rejected> own) {
    return List.of();
  }
}
