package io.claviger.management.internal.api;

import io.claviger.ApiKeys;
import io.claviger.access.Caller;
import io.claviger.http.access.IncomingRequest;
import io.claviger.management.internal.json.JsonObject;
import io.claviger.management.internal.json.JsonReader;
import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.model.SecretId;
import java.util.List;

/**
 * A request whose caller is known.
 *
 * @param parameters the segments of the path in place of the stars of its route, in order
 * @param base the path of the API, without an end slash
 * @param keys the management on behalf of the caller
 */
record Call(
    IncomingRequest request,
    String base,
    List<String> parameters,
    Query query,
    Content content,
    Sender sender,
    ApiKeys keys) {
  /** Returns this request with its body. */
  Call with(Content body) {
    return new Call(request, base, parameters, query, body, sender, keys);
  }

  OrganizationId organization() {
    return new OrganizationId(parameters.get(0));
  }

  ApiKeyId key() {
    return new ApiKeyId(parameters.get(1));
  }

  SecretId secret() {
    return new SecretId(parameters.get(2));
  }

  ProjectId project() {
    return new ProjectId(parameters.get(2));
  }

  Caller caller() {
    return sender.caller();
  }

  /** Reads the body, an object with these attributes only; throws JsonException otherwise. */
  JsonObject json(String... known) {
    return JsonReader.readObject(content.read(), known);
  }
}
