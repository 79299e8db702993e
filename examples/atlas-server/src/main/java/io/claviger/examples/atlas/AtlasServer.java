package io.claviger.examples.atlas;

import io.claviger.Claviger;
import io.claviger.ManagementPolicy;
import io.claviger.OrganizationId;
import io.claviger.ProjectId;
import io.claviger.examples.atlas.api.AtlasApi;
import io.claviger.examples.atlas.console.Console;
import io.claviger.examples.atlas.http.HttpServer;
import io.claviger.examples.atlas.http.Limits;
import io.claviger.examples.atlas.start.Bootstrap;
import io.claviger.examples.atlas.start.DataFolder;
import io.claviger.examples.atlas.start.OpenStore;
import io.claviger.examples.atlas.start.Options;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The server: options in, a running one out. */
public final class AtlasServer implements AutoCloseable {
  private final HttpServer http;
  private final Claviger claviger;
  private final OpenStore store;

  private AtlasServer(HttpServer http, Claviger claviger, OpenStore store) {
    this.http = http;
    this.claviger = claviger;
    this.store = store;
  }

  /** See {@link Options#USAGE}. Runs until it is told to end. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (Arrays.asList(arguments).contains("--help")) {
      out.print(Options.USAGE);
      return;
    }
    AtlasServer server;
    try {
      server = start(Options.parse(arguments), out);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "; see --help");
      System.exit(2);
      return;
    } catch (Exception e) {
      System.err.println("cannot start: " + e);
      System.exit(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::closeQuietly, "stop"));
  }

  /** Starts it, and says there what {@code --help} promises. */
  public static AtlasServer start(Options options, PrintStream out) throws Exception {
    DataFolder data = DataFolder.in(options.data());
    OrganizationId organization = data.organization();
    OpenStore store = OpenStore.of(options, data);
    Claviger claviger =
        Claviger.builder(store.store())
            .policy(ManagementPolicy.standard())
            .peppers(data.peppers())
            .digest(AtlasApi.digest())
            .projects((project, owner) -> isIts(options.projects(), project, organization, owner))
            .build();
    Bootstrap.run(claviger, organization, options.ownerBlocks(), out);
    HttpServer http =
        serve(claviger, new InetSocketAddress(options.host(), options.port()), options.basic());
    out.println("listening on " + http.site());
    return new AtlasServer(http, claviger, store);
  }

  /**
   * Serves what is there, at this address; port 0 takes one that is free.
   *
   * @param claviger with Digest as {@link AtlasApi#digest} wants it
   * @param basic whether HTTP Basic and Bearer are taken beside Digest
   */
  public static HttpServer serve(Claviger claviger, InetSocketAddress address, boolean basic)
      throws Exception {
    return HttpServer.start(
        address,
        Limits.standard(),
        site -> new Console(new AtlasApi(claviger, site, basic)::answer)::answer);
  }

  private static boolean isIts(
      List<ProjectId> known, ProjectId project, OrganizationId ours, OrganizationId owner) {
    return owner.equals(ours) && known.contains(project);
  }

  /** Where it listens. */
  public int port() {
    return http.port();
  }

  /** Ends what is under way, then writes what is not written yet. */
  @Override
  public void close() throws IOException {
    try (store;
        claviger;
        http) {
      // Closed in the order from the last to the first.
    }
  }

  private void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("not stopped as it should be: " + e);
    }
  }
}
