package io.claviger.atlas;

import io.claviger.Claviger;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.atlas.api.AcceptedCredentials;
import io.claviger.atlas.api.AtlasApi;
import io.claviger.atlas.api.KeyLimiter;
import io.claviger.atlas.api.Schemes;
import io.claviger.atlas.console.Console;
import io.claviger.atlas.http.Application;
import io.claviger.atlas.http.BehindProxies;
import io.claviger.atlas.http.HttpServer;
import io.claviger.atlas.http.ServerSettings;
import io.claviger.atlas.monitoring.Health;
import io.claviger.atlas.monitoring.Metrics;
import io.claviger.atlas.monitoring.Monitoring;
import io.claviger.atlas.start.CachedStore;
import io.claviger.atlas.start.Closings;
import io.claviger.atlas.start.DataFolder;
import io.claviger.atlas.start.OldKeys;
import io.claviger.atlas.start.Options;
import io.claviger.atlas.start.Projects;
import io.claviger.atlas.tls.ReloadingTls;
import io.claviger.http.TrustedProxies;
import io.claviger.http.digest.Digest;
import io.claviger.importing.ImportedFormat;
import io.claviger.importing.ImportedFormats;
import io.claviger.importing.ImportedVerifiers;
import io.claviger.micrometer.ClavigerMeterBinder;
import io.claviger.oauth.AccessTokens;
import io.claviger.spi.Ticker;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of a server, made from its options. */
final class Assembly {
  private final Options options;
  private final Optional<ReloadingTls> tls;
  private final CachedStore store;
  private final Digest digest;
  private final Projects projects;
  private final Optional<KeyLimiter> limiter;
  private final Optional<ImportedVerifiers> imported;
  private final Claviger claviger;
  private final AccessTokens tokens;

  /** Opens the files, the store and the library, in this order. */
  Assembly(Options options, DataFolder data, Closings closings) throws Exception {
    this.options = options;
    // Without a certificate nothing else is worth a start.
    this.tls = tls(options);
    this.store = closings.add(CachedStore.of(options, data));
    this.digest = Digest.of(AtlasApi.digest(), data.peppers());
    this.projects = new Projects(options, data.organization());
    this.limiter = options.rateLimit().map(limit -> new KeyLimiter(limit, Ticker.system()));
    this.imported = imported(options, closings);
    this.claviger = closings.add(claviger(data));
    claviger.check();
    this.tokens = ServiceAccounts.tokens(claviger, data.peppers());
  }

  private static Optional<ReloadingTls> tls(Options options) throws IOException {
    return options.network().tls().isPresent()
        ? Optional.of(ReloadingTls.of(options.network().tls().get()))
        : Optional.empty();
  }

  private static Optional<ImportedVerifiers> imported(Options options, Closings closings) {
    if (options.oldKeys().isEmpty()) {
      return Optional.empty();
    }
    ImportedVerifiers.Builder verifiers = ImportedVerifiers.builder();
    options.oldKeys().forEach(old -> old.settings().configure(verifiers));
    return Optional.of(closings.add(verifiers.build()));
  }

  private Claviger claviger(DataFolder data) throws IOException {
    Claviger.Builder builder =
        Claviger.builder(store.store())
            .policy(AtlasApi.policy())
            .peppers(data.peppers())
            .verifierScheme(digest.scheme())
            .clientKind(ServiceAccounts.KIND, ServiceAccounts.SECRETS)
            .projects(projects);
    if (options.owners().accounts()) {
      builder.owners(organization -> true);
    }
    options.tokens().ifPresent(builder::tokens);
    imported.ifPresent(builder::verifierScheme);
    limiter.ifPresent(builder::requestLimiter);
    return builder.build();
  }

  Claviger claviger() {
    return claviger;
  }

  Optional<ReloadingTls> tls() {
    return tls;
  }

  Monitoring monitoring(Health health) throws Exception {
    if (options.network().metrics().isEmpty()) {
      return Monitoring.withoutMetrics(health);
    }
    List<MeterBinder> parts = new ArrayList<>(List.of(new ClavigerMeterBinder(claviger), store));
    tls.ifPresent(files -> parts.add(Metrics.certificate(files::expiresAt)));
    return Monitoring.start(health, options.network().metrics().get(), parts);
  }

  HttpServer serve(Monitoring monitoring) throws Exception {
    return HttpServer.start(
        ServerSettings.at(options.network().address()).with(tls).with(monitoring.observer()),
        here -> monitoring.before(application(options.network().site().orElse(here))));
  }

  private Application application(String site) {
    AtlasApi api = new AtlasApi(claviger, projects, site, accepted(), limiter);
    return new Console(
        new BehindProxies(TrustedProxies.xForwardedFor(options.network().trustedProxies()), api));
  }

  private AcceptedCredentials accepted() {
    List<OldKeys> old = options.oldKeys();
    if (old.isEmpty()) {
      return AcceptedCredentials.of(digest, schemes(), tokens);
    }
    ImportedFormat[] formats =
        old.stream().map(each -> each.settings().format()).toArray(ImportedFormat[]::new);
    return new AcceptedCredentials(
        digest,
        schemes(),
        tokens,
        Optional.of(ImportedFormats.of(formats)),
        old.stream().flatMap(each -> each.header().stream()).distinct().toList());
  }

  private Schemes schemes() {
    Schemes pairs = options.basic() ? Schemes.DIGEST_BASIC : Schemes.DIGEST;
    return options.tokens().isPresent() ? Schemes.DIGEST_BASIC_BEARER : pairs;
  }
}
