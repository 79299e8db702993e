package io.claviger.oauth.internal.endpoint;

import io.claviger.access.Credential;
import io.claviger.http.Authorization;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Finds out which client sends a request, by Basic or by its form (RFC 6749, section 2.3.1).
 *
 * @param reader reads the id and the secret of a client
 */
public record ClientAuthentication(BiFunction<String, String, Credential> reader) {
  /**
   * Returns the credential of the client.
   *
   * @param authorization the Authorization header
   * @throws OAuthProblem if the client authenticates in two ways, or names two ids
   */
  public Credential read(Authorization authorization, Form form) {
    Optional<String> id = form.value("client_id");
    Optional<String> secret = form.value("client_secret");
    if (authorization.isPresent()) {
      if (secret.isPresent()) {
        throw OAuthProblem.invalidRequest("The client authenticates in two ways.");
      }
      return authorization.credential(
          token -> Credential.malformed(""), (user, password) -> basic(user, password, id));
    }
    if (id.isEmpty() && secret.isEmpty()) {
      return Credential.missing();
    }
    return id.isPresent() && secret.isPresent()
        ? reader.apply(id.get(), secret.get())
        : Credential.malformed("");
  }

  private Credential basic(String user, String password, Optional<String> id) {
    String client = decoded(user);
    if (id.isPresent() && !id.get().equals(client)) {
      throw OAuthProblem.invalidRequest("The client names two ids.");
    }
    return reader.apply(client, decoded(password));
  }

  /**
   * Decodes once, since a client form-encodes both parts. Some do not; then a text that cannot be
   * decoded is taken as it is. So there is one candidate, and one hash.
   */
  private static String decoded(String text) {
    return Form.decode(text).orElse(text);
  }
}
