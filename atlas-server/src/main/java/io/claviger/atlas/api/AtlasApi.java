package io.claviger.atlas.api;

import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Rejected;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.errors.Era;
import io.claviger.atlas.http.Application;
import io.claviger.atlas.http.Judged;
import io.claviger.atlas.http.Reply;
import io.claviger.atlas.http.Request;
import io.claviger.atlas.roles.AtlasRoles;
import io.claviger.http.digest.DigestAlgorithm;
import io.claviger.http.digest.DigestSettings;
import io.claviger.model.ManagementPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Atlas resource over HTTP, and the management API of the library beside it. The Atlas resource
 * checks the route, then the sender, then the address. The checks of the handler and the library
 * come last.
 */
public final class AtlasApi implements Application {
  private final Claviger claviger;
  private final Admission admission;
  private final Router router;
  private final ManagementMount management;
  private final OAuthMount oauth;

  /**
   * Creates the resource.
   *
   * @param projects the projects of that {@code claviger}
   * @param site the scheme, host and port that clients use
   * @param accepted the credentials that the server accepts
   * @param limiter the limiter of that {@code claviger}, if it has one
   */
  public AtlasApi(
      Claviger claviger,
      KnownProjects projects,
      String site,
      AcceptedCredentials accepted,
      Optional<KeyLimiter> limiter) {
    this.claviger = claviger;
    this.admission = new Admission(accepted.access(claviger), limiter);
    this.management = new ManagementMount(claviger, projects, site);
    this.oauth = new OAuthMount(claviger, accepted.tokens());
    Links links = new Links(site);
    List<Route> atlas = routes(links, projects);
    List<Route> accounts = accountRoutes(links);
    this.router =
        new Router(
            Map.of(
                Base.ATLAS,
                atlas,
                Base.PUBLIC,
                atlas,
                Base.V2,
                Stream.concat(atlas.stream(), accounts.stream()).toList(),
                Base.PRIVATE,
                new IpInfo().routes()));
  }

  /** Returns the policy of a server: the standard one, with the roles of Atlas. */
  public static ManagementPolicy policy() {
    return ManagementPolicy.standard().withRoles(AtlasRoles.all());
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

  /** Returns the routes of service accounts, which came after the two earlier prefixes. */
  static List<Route> accountRoutes(Links links) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new OrganizationAccounts(links).routes());
    routes.addAll(new ProjectAccounts(links).routes());
    routes.addAll(new AccountParts(links).routes());
    return routes;
  }

  /**
   * Returns the settings for HTTP Digest. The server offers MD5 only, because old clients know
   * nothing else. It accepts SHA-256, too.
   */
  public static DigestSettings digest() {
    return DigestSettings.of(
            AcceptedCredentials.REALM, DigestAlgorithm.MD5, DigestAlgorithm.SHA_256)
        .withOffered(DigestAlgorithm.MD5)
        // One client signs the path without the query.
        .acceptPathOnly();
  }

  /** Checks who sends the request and from where. Its handler runs once the body has arrived. */
  @Override
  public Judged judge(Request head) {
    if (ManagementMount.isBelow(head.path())) {
      return management.judge(head, admission);
    }
    if (OAuthMount.isBelow(head.path())) {
      return oauth.judge(head);
    }
    Renderer renderer = new Renderer(head);
    try {
      Router.Found found = router.find(head);
      return found instanceof Router.Match match
          ? admission.judge(head, new Matched(claviger, match, renderer))
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

  /** A route of Atlas. */
  private record Matched(Claviger claviger, Router.Match match, Renderer renderer)
      implements Endpoint {
    @Override
    public Reply serve(Request request, Authenticated key) {
      Call call =
          new Call(
              request,
              match.base(),
              match.route().era(),
              match.parameters(),
              key,
              claviger.actingAs(key.caller(request.address())));
      call.query().requireFlags();
      return renderer.answer(match.route().handler().handle(call), match.route().era());
    }

    @Override
    public Reply error(ApiError error) {
      return renderer.error(shown(error), match.route().era());
    }

    /** The library names the key of an account, which clients know by another id. */
    private ApiError shown(ApiError error) {
      return match.route().era() == Era.SERVICE_ACCOUNT && match.parameters().size() > 1
          ? ServiceAccounts.key(match.parameters().get(1))
              .map(key -> error.naming(key.value(), ServiceAccounts.clientId(key)))
              .orElse(error)
          : error;
    }

    @Override
    public Reply challenge(Rejected rejected, List<String> challenges) {
      return renderer.challenge(challenges);
    }
  }
}
