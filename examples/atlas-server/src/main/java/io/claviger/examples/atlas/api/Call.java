package io.claviger.examples.atlas.api;

import io.claviger.ApiKeyId;
import io.claviger.ApiKeys;
import io.claviger.OrganizationId;
import io.claviger.ProjectId;
import io.claviger.access.Authenticated;
import io.claviger.examples.atlas.errors.Era;
import io.claviger.examples.atlas.http.Request;
import java.util.List;

/**
 * A request whose sender is known and may call from where it does.
 *
 * @param parameters what stands in the path, in its order
 * @param keys management on behalf of the sender
 */
record Call(
    Request request, Base base, Era era, List<String> parameters, Authenticated key, ApiKeys keys) {
  OrganizationId organization() {
    return new OrganizationId(parameters.get(0));
  }

  ProjectId project() {
    return new ProjectId(parameters.get(0));
  }

  ApiKeyId apiKey() {
    return new ApiKeyId(parameters.get(1));
  }

  Query query() {
    return new Query(request.query());
  }
}
