package io.claviger.atlas.api;

import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Rejected;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.errors.AtlasCodes;
import io.claviger.atlas.errors.Era;
import io.claviger.atlas.errors.ErrorDocument;
import io.claviger.atlas.errors.ErrorTable;
import io.claviger.atlas.http.Judged;
import io.claviger.atlas.http.Reply;
import io.claviger.atlas.http.Request;
import io.claviger.atlas.json.Json;
import io.claviger.atlas.json.Problem;
import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpResponse;
import io.claviger.management.ManagementHandler;
import io.claviger.model.ErrorCode;
import io.claviger.model.RoleGrants;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Serves the management API of the library, and the element for pages that use it. */
final class ManagementMount {
  private static final String PREFIX = "/api/management";

  private final ManagementHandler handler;

  /**
   * Creates the API.
   *
   * @param site the scheme, host and port that clients use, and so the origin of their pages
   */
  ManagementMount(Claviger claviger, KnownProjects projects, String site) {
    this.handler =
        ManagementHandler.builder(claviger)
            .names(new AtlasDisplayNames(claviger, projects))
            .origin(site.toLowerCase(Locale.ROOT))
            .build();
  }

  static boolean isBelow(String path) {
    return (path + "/").startsWith(PREFIX + "/");
  }

  /**
   * Judges a request. Only a response that depends on the sender needs admission: the files of the
   * element, and the refusal of a request that no sender may send, are the same for everybody.
   */
  Judged judge(Request head, Admission admission) {
    String path = head.path().substring(PREFIX.length());
    Reply anonymous =
        reply(
            handler.handle(
                Messages.incoming(head), path, InputStream.nullInputStream(), Optional::empty));
    return anonymous.status() == 401
        ? admission.judge(head, new Managed(handler, path, anonymous))
        : Judged.answered(() -> anonymous);
  }

  private static Reply reply(HttpResponse response) {
    return Messages.reply(response.status(), response.headers(), response.body());
  }

  /**
   * A path of the API.
   *
   * @param anonymous the reply to a request without a credential: a problem, as all refusals are
   */
  private record Managed(ManagementHandler handler, String path, Reply anonymous)
      implements Endpoint {
    @Override
    public Reply serve(Request request, Authenticated key) {
      Reply reply =
          reply(
              handler.handle(
                  Messages.incoming(request),
                  path,
                  new ByteArrayInputStream(request.body()),
                  new ApiKeyPrincipal(key, request.address(), RoleGrants.none())));
      if (reply.status() == 401) {
        throw new ApiError(AtlasCodes.of(ErrorCode.CALLING_KEY_NOT_VALID));
      }
      return reply;
    }

    @Override
    public Reply error(ApiError error) {
      ErrorDocument document = ErrorTable.document(error, Era.ACCESS_LIST);
      String code =
          switch (document.error()) {
            case 403 -> "ADDRESS_REFUSED";
            case 429 -> "TOO_MANY_REQUESTS";
            default -> document.errorCode();
          };
      return problem(document.error(), code, document.detail());
    }

    @Override
    public Reply challenge(Rejected rejected, List<String> challenges) {
      Reply reply =
          rejected.reason() == Rejected.Reason.MISSING
              ? anonymous
              : problem(401, "CREDENTIAL_REFUSED", rejected.publicMessage());
      return reply.with("WWW-Authenticate", challenges);
    }

    private Reply problem(int status, String code, String detail) {
      Problem problem = Problem.of(status, ErrorTable.reason(status), detail, code);
      byte[] body = Json.write(problem, false);
      return new Reply(status, anonymous.headers(), body);
    }
  }
}
