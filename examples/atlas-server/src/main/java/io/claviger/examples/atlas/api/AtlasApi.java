package io.claviger.examples.atlas.api;

import io.claviger.Claviger;
import io.claviger.ErrorCode;
import io.claviger.access.Authenticated;
import io.claviger.access.digest.DigestAlgorithm;
import io.claviger.access.digest.DigestSettings;
import io.claviger.examples.atlas.errors.ApiError;
import io.claviger.examples.atlas.errors.Era;
import io.claviger.examples.atlas.errors.Failures;
import io.claviger.examples.atlas.http.Reply;
import io.claviger.examples.atlas.http.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * The resource, over HTTP. The order of what is looked at: route, sender, address, then what the
 * handler and the library look at.
 */
public final class AtlasApi {
  private final Claviger claviger;
  private final Gate gate;
  private final Router router;

  /**
   * @param site what clients see of the server: scheme, host and port
   * @param schemes that are taken and offered
   */
  public AtlasApi(Claviger claviger, String site, Schemes schemes) {
    this.claviger = claviger;
    this.gate = new Gate(claviger, schemes);
    Links links = new Links(site);
    this.router = new Router(routes(links), own(links, gate));
  }

  private static List<Route> own(Links links, Gate gate) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new SelfRoutes().routes());
    routes.addAll(new KeyDetailRoutes(links).routes());
    routes.addAll(new AdmissionRoutes(gate).routes());
    return routes;
  }

  private static List<Route> routes(Links links) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new Root(links).routes());
    routes.addAll(new Organizations().routes());
    routes.addAll(new OrganizationKeys(links).routes());
    routes.addAll(new Whitelists(links).routes());
    routes.addAll(new Settings(links).routes());
    routes.addAll(new ProjectKeys(links).routes());
    return routes;
  }

  /** How its clients tell who they are: old ones know MD5 only, so nothing else is offered. */
  public static DigestSettings digest() {
    return DigestSettings.of(Senders.REALM, DigestAlgorithm.MD5, DigestAlgorithm.SHA_256)
        .offering(DigestAlgorithm.MD5);
  }

  /** Answers every request. */
  public Reply answer(Request request) {
    Renderer renderer = new Renderer(request);
    try {
      Router.Found found = router.find(request);
      return found instanceof Router.Match match
          ? answer(request, match, renderer)
          : notAllowed(request, (Router.OtherMethods) found, renderer);
    } catch (ApiError e) {
      return renderer.error(e, Era.ACCESS_LIST);
    }
  }

  private static Reply notAllowed(Request request, Router.OtherMethods found, Renderer renderer) {
    return renderer
        .error(new ApiError("METHOD_NOT_ALLOWED", request.path()), Era.ACCESS_LIST)
        .with("Allow", List.of(String.join(", ", found.methods())));
  }

  private Reply answer(Request request, Router.Match match, Renderer renderer) {
    try {
      Gate.Outcome outcome = gate.admit(request);
      if (outcome instanceof Gate.Unknown unknown) {
        return renderer.challenge(unknown.challenges());
      }
      if (outcome instanceof Gate.Refused refused) {
        return renderer.error(refused.error(), match.route().era());
      }
      return renderer.answer(handle(request, match, ((Gate.Admitted) outcome).key()));
    } catch (RuntimeException e) {
      ApiError error = Failures.of(e);
      // A key that was good until a moment ago gets what one gets that never was.
      return error.code().equals(ErrorCode.NO_CURRENT_USER.name())
          ? renderer.challenge(gate.unknown().challenges())
          : renderer.error(error, match.route().era());
    }
  }

  private Answer handle(Request request, Router.Match match, Authenticated key) {
    Call call =
        new Call(
            request,
            match.base(),
            match.route().era(),
            match.parameters(),
            key,
            claviger.actingAs(key.caller(request.address())));
    call.query().requireFlags();
    return match.route().handler().handle(call);
  }
}
