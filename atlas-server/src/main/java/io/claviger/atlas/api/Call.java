package io.claviger.atlas.api;

import io.claviger.ApiKeys;
import io.claviger.access.Authenticated;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.errors.Era;
import io.claviger.atlas.http.Request;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.KeyKind;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request whose sender is known and may call from its address.
 *
 * @param parameters the segments in place of the stars of the route, in the order of the path
 * @param keys the management of keys of all kinds on behalf of the sender
 */
record Call(
    Request request, Base base, Era era, List<String> parameters, Authenticated key, ApiKeys keys) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");

  OrganizationId organization() {
    return new OrganizationId(id(0, "INVALID_ORG_ID"));
  }

  /** Returns the organization of the sender. */
  OrganizationId own() {
    return key.organization();
  }

  ProjectId project() {
    return new ProjectId(id(0, "INVALID_GROUP_ID"));
  }

  ApiKeyId apiKey() {
    return new ApiKeyId(id(1, "INVALID_KEY_ID"));
  }

  /** Returns the management of ordinary keys, for which service accounts do not exist. */
  ApiKeys apiKeys() {
    return keys.ofKind(KeyKind.none());
  }

  ApiKeyId account() {
    String text = parameters.get(1);
    return ServiceAccounts.key(text).orElseThrow(() -> new ApiError("INVALID_CLIENT_ID", text));
  }

  /**
   * Returns the block in the path. A single address is a block of one address; host bits are
   * cleared.
   */
  CidrBlock block() {
    return CidrBlock.parse(parameters.get(2), CidrBlock.HostBits.CLEAR);
  }

  Query query() {
    return new Query(request.query());
  }

  /** Returns the body. Handlers read it last, after all other checks. */
  @Nullable Object body() {
    return Body.of(request);
  }

  /**
   * Returns an id of the path. The library accepts other forms, too, but this server has only one.
   */
  private String id(int place, String otherwise) {
    String text = parameters.get(place);
    if (!ID.matcher(text).matches()) {
      throw new ApiError(otherwise, text);
    }
    return text;
  }
}
