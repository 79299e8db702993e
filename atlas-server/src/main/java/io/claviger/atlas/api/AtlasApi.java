package io.claviger.atlas.api;

import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.errors.AtlasCodes;
import io.claviger.atlas.errors.Era;
import io.claviger.atlas.errors.Failures;
import io.claviger.atlas.http.Application;
import io.claviger.atlas.http.Judged;
import io.claviger.atlas.http.Reply;
import io.claviger.atlas.http.Request;
import io.claviger.http.digest.DigestAlgorithm;
import io.claviger.http.digest.DigestSettings;
import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The Atlas resource over HTTP. It checks the route, then the sender, then the address. The checks
 * of the handler and the library come last.
 */
public final class AtlasApi implements Application {
  private final Claviger claviger;
  private final Admission admission;
  private final Router router;
  private final LimitHeaders limits;

  /**
   * Creates the resource.
   *
   * @param projects the projects of that {@code claviger}
   * @param site the scheme, host and port that clients use
   * @param accepted the credentials that the server accepts, with an authenticator of that {@code
   *     claviger}
   * @param limiter the limiter of that {@code claviger}, if it has one
   */
  public AtlasApi(
      Claviger claviger,
      KnownProjects projects,
      String site,
      AcceptedCredentials accepted,
      Optional<KeyLimiter> limiter) {
    this.claviger = claviger;
    this.limits = new LimitHeaders(limiter);
    this.admission = new Admission(claviger, new Senders(claviger, accepted));
    Links links = new Links(site);
    List<Route> atlas = routes(links, projects);
    this.router =
        new Router(
            Map.of(
                Base.ATLAS, atlas,
                Base.PUBLIC, atlas,
                Base.V2, atlas,
                Base.PRIVATE, new IpInfo().routes(),
                Base.CLAVIGER, own(links, admission)));
  }

  private static List<Route> own(Links links, Admission admission) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new SelfRoutes().routes());
    routes.addAll(new KeyDetailRoutes(links).routes());
    routes.addAll(new AdmissionRoutes(admission).routes());
    return routes;
  }

  private static List<Route> routes(Links links, KnownProjects projects) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new Root(links).routes());
    routes.addAll(new Organizations(links).routes());
    routes.addAll(new OrganizationKeys(links).routes());
    routes.addAll(new Whitelists(links).routes());
    routes.addAll(new Settings().routes());
    routes.addAll(new ProjectRoutes(links, projects).routes());
    routes.addAll(new ProjectKeys(links).routes());
    return routes;
  }

  /**
   * Returns the settings for HTTP Digest. The server offers MD5 only, because old clients know
   * nothing else. It accepts SHA-256, too.
   */
  public static DigestSettings digest() {
    return DigestSettings.of(Senders.REALM, DigestAlgorithm.MD5, DigestAlgorithm.SHA_256)
        .offering(DigestAlgorithm.MD5);
  }

  /** Checks who sends the request and from where. Its handler runs once the body has arrived. */
  @Override
  public Judged judge(Request head) {
    Renderer renderer = new Renderer(head);
    try {
      Router.Found found = router.find(head);
      return found instanceof Router.Match match
          ? judge(head, match, renderer)
          : Judged.answered(() -> notAllowed(head, (Router.OtherMethods) found, renderer));
    } catch (ApiError e) {
      return Judged.answered(() -> renderer.error(e, Era.ACCESS_LIST));
    }
  }

  private static Reply notAllowed(Request request, Router.OtherMethods found, Renderer renderer) {
    return renderer
        .error(new ApiError("METHOD_NOT_ALLOWED", request.path()), Era.ACCESS_LIST)
        .with("Allow", List.of(String.join(", ", found.methods())));
  }

  private Judged judge(Request head, Router.Match match, Renderer renderer) {
    try {
      Admission.Outcome outcome = admission.admit(head);
      if (outcome instanceof Admission.Unknown unknown) {
        // The challenge is made when it is sent, because the body may take longer than a nonce is
        // valid.
        return Judged.answered(() -> renderer.challenge(admission.challenges(unknown)));
      }
      if (outcome instanceof Admission.Forbidden refused) {
        return Judged.answered(() -> renderer.error(refused.error(), match.route().era()));
      }
      if (outcome instanceof Admission.Limited limited) {
        return Judged.answered(() -> limited(head, match, limited, renderer));
      }
      Authenticated key = ((Admission.Admitted) outcome).key();
      UnaryOperator<Reply> limited = limits.of(key.id());
      return Judged.admitted(
          key.id().value(), request -> limited.apply(answer(request, match, key, renderer)));
    } catch (RuntimeException e) {
      return Judged.answered(() -> failed(e, match, renderer));
    }
  }

  private Reply limited(
      Request request, Router.Match match, Admission.Limited outcome, Renderer renderer) {
    Reply error = renderer.error(limits.error(request, outcome.retryAfter()), match.route().era());
    return LimitHeaders.retryAfter(
        limits.of(outcome.key().id()).apply(error), outcome.retryAfter());
  }

  private Reply answer(Request request, Router.Match match, Authenticated key, Renderer renderer) {
    try {
      return renderer.answer(handle(request, match, key));
    } catch (RuntimeException e) {
      return failed(e, match, renderer);
    }
  }

  private Reply failed(RuntimeException failure, Router.Match match, Renderer renderer) {
    ApiError error = Failures.of(failure);
    // A key that was revoked during the request gets the same answer as an unknown key.
    if (error.code().equals(AtlasCodes.of(ErrorCode.CALLING_KEY_NOT_VALID))) {
      return renderer.challenge(admission.challenges(admission.unknown()));
    }
    Reply reply = renderer.error(error, match.route().era());
    return failure instanceof ClavigerException refusal
        ? refusal.retryAfter().map(wait -> LimitHeaders.retryAfter(reply, wait)).orElse(reply)
        : reply;
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
