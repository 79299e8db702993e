package io.claviger.management.internal.api;

import io.claviger.Claviger;
import io.claviger.http.access.IncomingRequest;
import io.claviger.management.spi.DisplayNames;
import io.claviger.model.ManagementPolicy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds the route of a request and judges its sender. Immutable and thread-safe. */
public final class ManagementApi {
  private final Claviger claviger;
  private final CrossSiteRules crossSite;
  private final List<Route> routes;

  /** Creates the API on this instance. */
  public ManagementApi(
      Claviger claviger, CrossSiteRules crossSite, DisplayNames names, InstantSource clock) {
    this.claviger = claviger;
    this.crossSite = crossSite;
    ManagementPolicy policy = claviger.policy();
    KeyRoutes keys = new KeyRoutes(clock);
    this.routes =
        Stream.of(
                new OrganizationRoutes(new Rights(policy.roles(), names)).routes(),
                keys.routes(),
                new SecretRoutes(keys).routes(),
                new WhitelistRoutes().routes())
            .flatMap(List::stream)
            .toList();
  }

  /**
   * Judges a request by its head: its path, whether it is a cross-site one, and its sender.
   *
   * @param path the path below that of the API, without a slash before it
   * @param sender asked only if the path exists and the request is not refused as a cross-site one
   * @throws Problem if the request is not served, whatever its body is
   * @throws io.claviger.model.ClavigerException if the call of management is refused, whatever the
   *     body is
   */
  public Admitted judge(
      IncomingRequest request, String base, String path, Supplier<Sender> sender) {
    Route route = find(request.method(), path);
    crossSite.check(request);
    Query query = Query.of(request.target()).only(route.query());
    Sender known = sender.get();
    Call call =
        new Call(
            request,
            base,
            route.match(segments(path)).orElseThrow(),
            query,
            Content.none(),
            known,
            claviger.actingAs(known.caller()));
    route.beforeBody().ifPresent(check -> check.accept(call));
    return new Admitted(route, call);
  }

  /** Returns the method and the path of each route, such as {@code GET organizations/*}. */
  public List<String> routes() {
    return routes.stream()
        .map(route -> route.method() + " " + String.join("/", route.path()))
        .toList();
  }

  private Route find(String method, String path) {
    List<String> segments = segments(path);
    // HEAD is answered like GET; the server leaves out the body.
    String asked = method.equals("HEAD") ? "GET" : method;
    List<String> others = new ArrayList<>();
    for (Route route : routes) {
      Optional<List<String>> found = route.match(segments);
      if (found.isPresent() && route.method().equals(asked)) {
        return route;
      }
      found.ifPresent(unused -> others.addAll(allowed(route.method())));
    }
    throw others.isEmpty() ? Problem.notFound() : Problem.methodNotAllowed(others);
  }

  private static List<String> allowed(String method) {
    return method.equals("GET") ? List.of("GET", "HEAD") : List.of(method);
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }
}
