package io.claviger.atlas.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.claviger.ApiKeys;
import io.claviger.access.Authenticated;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.errors.Era;
import io.claviger.atlas.http.Request;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.model.SecretId;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A request whose sender is known and may call from where it does.
 *
 * @param parameters what stands in the path, in its order
 * @param keys management on behalf of the sender
 */
record Call(
    Request request, Base base, Era era, List<String> parameters, Authenticated key, ApiKeys keys) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");

  OrganizationId organization() {
    return new OrganizationId(id(0, "INVALID_ORG_ID"));
  }

  /** The organization of the sender. */
  OrganizationId own() {
    return key.organization();
  }

  ProjectId project() {
    return new ProjectId(id(0, "INVALID_GROUP_ID"));
  }

  ApiKeyId apiKey() {
    return new ApiKeyId(id(1, "INVALID_KEY_ID"));
  }

  /** Of that key; one that is no id is one that it does not have. */
  SecretId secretId() {
    String text = parameters.get(2);
    if (!ID.matcher(text).matches()) {
      throw new ApiError("API_KEY_SECRET_NOT_FOUND", text, apiKey().value());
    }
    return new SecretId(text);
  }

  /** An address is the block of itself alone; bits behind the prefix do not count. */
  CidrBlock block() {
    return CidrBlock.parse(parameters.get(2), CidrBlock.HostBits.CLEAR);
  }

  Query query() {
    return new Query(request.query());
  }

  /** Of all that is in a request the last to be looked at. */
  JsonNode body() {
    return Body.of(request);
  }

  /** The library takes other ids, too; here all are alike. */
  private String id(int place, String otherwise) {
    String text = parameters.get(place);
    if (!ID.matcher(text).matches()) {
      throw new ApiError(otherwise, text);
    }
    return text;
  }
}
