package io.claviger.atlas.conformance;

import io.claviger.Claviger;
import io.claviger.access.AuthenticationResult;
import io.claviger.atlas.AtlasServer;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.atlas.api.AcceptedCredentials;
import io.claviger.atlas.api.AtlasApi;
import io.claviger.atlas.api.KnownProjects;
import io.claviger.atlas.api.Schemes;
import io.claviger.atlas.http.HttpServer;
import io.claviger.atlas.start.CachedStore;
import io.claviger.atlas.start.DataFolder;
import io.claviger.atlas.start.Options;
import io.claviger.http.Authorization;
import io.claviger.http.access.IncomingRequest;
import io.claviger.http.digest.Digest;
import io.claviger.http.digest.DigestSettings;
import io.claviger.http.digest.ReplayWindow;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.oauth.AccessTokens;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The server as it is by default, but for as many organizations and projects as rows want, with a
 * clock that stands still, and on the loopback addresses of both families. A second one beside it
 * takes Basic, too.
 */
final class ConformanceServer implements AutoCloseable {
  private final SteppedClock clock = new SteppedClock();
  private final Map<ProjectId, OrganizationId> projects = new ConcurrentHashMap<>();
  private final AtomicLong projectNumbers = new AtomicLong();
  private final CachedStore store;
  private final Claviger claviger;
  private final Digest digest;
  private final AccessTokens tokens;
  private final HttpServer ipv4;
  private final Optional<HttpServer> ipv6;
  private final HttpServer withBasic;
  private volatile ReplayWindow window = ReplayWindow.inMemory(SteppedClock.START);

  private ConformanceServer(Options options) throws Exception {
    DataFolder data = DataFolder.in(options.data());
    this.store = CachedStore.of(options, data);
    DigestSettings settings =
        AtlasApi.digest().withReplayWindow((use, now) -> window.use(use, now));
    this.digest = Digest.of(settings, data.peppers(), clock, new SecureRandom());
    this.claviger =
        Claviger.builder(store.store())
            .policy(AtlasApi.policy())
            .peppers(data.peppers())
            .verifierScheme(digest.scheme())
            .clientKind(ServiceAccounts.KIND, ServiceAccounts.SECRETS)
            .projects(projects())
            .clock(clock)
            .build();
    this.tokens = ServiceAccounts.tokens(claviger, data.peppers());
    this.ipv4 = listen("127.0.0.1", Schemes.DIGEST);
    this.ipv6 = hasIpv6() ? Optional.of(listen("::1", Schemes.DIGEST)) : Optional.empty();
    this.withBasic = listen("127.0.0.1", Schemes.DIGEST_BASIC);
  }

  /** On this store, as on the command line of the server. */
  static ConformanceServer start(Path folder, String... store) throws Exception {
    Stream<String> common = Stream.of("--port", "0", "--data", folder.toString());
    return new ConformanceServer(
        Options.parse(Stream.concat(common, Stream.of(store)).toArray(String[]::new)));
  }

  private HttpServer listen(String address, Schemes schemes) throws Exception {
    return AtlasServer.serve(
        claviger,
        projects(),
        AcceptedCredentials.of(digest, schemes, tokens),
        new InetSocketAddress(InetAddress.getByName(address), 0));
  }

  private KnownProjects projects() {
    return organization ->
        projects.entrySet().stream()
            .filter(project -> project.getValue().equals(organization))
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  Claviger claviger() {
    return claviger;
  }

  /** Returns a challenge with a new nonce. */
  String challenge() {
    return digest.presentation().challenges("", Optional.empty()).get(0);
  }

  /** Authenticates the answer of a request by Digest, and so uses its nonce. */
  AuthenticationResult authenticate(String method, String target, String answer) {
    Authorization header = Authorization.of(List.of(answer));
    IncomingRequest request =
        new IncomingRequest(name -> List.of(answer), method, target, Optional.empty());
    return claviger
        .authenticator()
        .authenticate(digest.presentation().read(request, header).orElseThrow());
  }

  SteppedClock clock() {
    return clock;
  }

  /** Sets the clock back; a window would not know what it saw before that. */
  void reset() {
    clock.reset();
    window = ReplayWindow.inMemory(SteppedClock.START);
  }

  /** A new project of this organization. */
  ProjectId newProject(OrganizationId organization) {
    ProjectId project = new ProjectId("%024x".formatted(projectNumbers.incrementAndGet()));
    projects.put(project, organization);
    return project;
  }

  /** Scheme, host and port as whoever calls from there sees them. */
  String site(InetAddress from) {
    return facing(from).site();
  }

  /** Where whoever calls from there reaches it. */
  InetSocketAddress listening(InetAddress from) {
    return new InetSocketAddress(
        from instanceof Inet6Address ? "::1" : "127.0.0.1", facing(from).port());
  }

  /** Where whoever calls from 127.0.0.0/8 reaches the one that takes Basic, too. */
  InetSocketAddress listeningWithBasic() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), withBasic.port());
  }

  /** Skips the row where this machine has no such address. */
  private HttpServer facing(InetAddress from) {
    if (!(from instanceof Inet6Address)) {
      return ipv4;
    }
    Assumptions.assumeTrue(ipv6.isPresent(), "this machine has no IPv6");
    return ipv6.get();
  }

  private static boolean hasIpv6() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getAllByName("::1")[0])) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    if (ipv6.isPresent()) {
      ipv6.get().close();
    }
    try (store;
        claviger;
        ipv4;
        withBasic) {
      // Closed in the order from the last to the first.
    }
  }
}
