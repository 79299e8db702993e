package io.claviger.store.memory.mutants;

import io.claviger.model.Actor;
import io.claviger.model.ApiKeyIdentity;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretInfo;
import io.claviger.model.Stamp;
import io.claviger.model.Validity;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What goes in does not come out. */
final class ValueMutants {
  private ValueMutants() {}

  static List<Mutant> all() {
    return List.of(
        identity("cuts creation to the millisecond", i -> created(i, millis(i.created().at()))),
        validity(
            "cuts expiry to the millisecond",
            v -> new Validity(v.enabled(), v.expiresAt().map(ValueMutants::millis))),
        validity("forgets expiry", v -> new Validity(v.enabled(), Optional.empty())),
        validity("forgets that keys are disabled", v -> new Validity(true, v.expiresAt())),
        validity(
            "knows no instant before 1970",
            v ->
                new Validity(
                    v.enabled(),
                    v.expiresAt().map(at -> at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at))),
        secret(
            "forgets that secrets expire",
            s -> new SecretInfo(s.id(), s.hint(), s.createdAt(), Optional.empty(), s.grace())),
        secret(
            "hides hints",
            s ->
                new SecretInfo(
                    s.id(), SecretHint.hidden(), s.createdAt(), s.expiresAt(), s.grace())),
        secret(
            "forgets the grace of secrets",
            s -> new SecretInfo(s.id(), s.hint(), s.createdAt(), s.expiresAt())),
        Mutant.rewriting(
            "forgets maximum lifetimes",
            Rewrites.organization(
                o ->
                    o.with(
                        new OrganizationSettings(
                            o.name(), o.settings().whitelistRequired(), o.settings().limits())))),
        new Mutant("an update leaves the maximum lifetime", LeavesLifetime::new),
        verifiers("keeps one verifier", all -> all.stream().limit(1).toList()),
        verifiers("keeps at most 32 verifiers", all -> all.stream().limit(32).toList()),
        Mutant.rewriting(
            "keeps at most 500 secrets",
            Rewrites.secrets(secrets -> secrets.stream().limit(500).toList())),
        verifiers(
            "cuts verifiers",
            all ->
                all.stream()
                    .map(v -> v.encoded())
                    .map(text -> new Verifier(text.substring(0, Math.min(255, text.length()))))
                    .toList()),
        description("loses emoji", text -> text.replaceAll("[^\\x{0}-\\x{ffff}]", "?")),
        description("loses case", text -> text.toLowerCase(Locale.ROOT)),
        description("strips blanks", text -> text.isBlank() ? text : text.strip()),
        description("normalizes text", text -> Normalizer.normalize(text, Normalizer.Form.NFC)),
        description("cuts text to 250 units", ValueMutants::cut),
        labels("folds the case of labels", ValueMutants::foldLabels),
        labels("takes dots out of the names of labels", ValueMutants::undotted),
        labels("forgets labels", labels -> Labels.none()),
        whitelist(
            "forgets the revision of entries",
            entry -> new WhitelistEntry(entry.block(), entry.createdAt(), 1)),
        whitelist(
            "cuts entries to the millisecond",
            entry -> new WhitelistEntry(entry.block(), millis(entry.createdAt()), entry.addedIn())),
        settings("keeps at most 100 entries", s -> fewEntries(s, 100)),
        settings("keeps at most 1,000 entries", s -> fewEntries(s, 1_000)),
        roles("loses roles of projects", role -> role.scope() instanceof Scope.Organization),
        roles("loses one role", role -> !role.role().name().equals("ORG_BILLING_READ_ONLY")),
        Mutant.rewriting(
            "keeps limits in 16 bits", Rewrites.organization(ValueMutants::smallLimits)),
        Mutant.rewriting(
            "requires no whitelist",
            Rewrites.organization(
                o ->
                    o.with(
                        new OrganizationSettings(
                            o.name(),
                            false,
                            o.settings().maximumLifetime(),
                            o.settings().limits())))));
  }

  private static Instant millis(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  private static ApiKeyIdentity created(ApiKeyIdentity identity, Instant at) {
    Actor by = identity.created().by();
    return new ApiKeyIdentity(
        identity.id(), identity.organization(), identity.publicKey(), new Stamp(at, by));
  }

  private static Mutant identity(String name, UnaryOperator<ApiKeyIdentity> damage) {
    return Mutant.rewriting(name, Rewrites.identity(damage));
  }

  private static Mutant settings(String name, UnaryOperator<ApiKeySettings> damage) {
    return Mutant.rewriting(name, Rewrites.settings(damage));
  }

  private static Mutant validity(String name, UnaryOperator<Validity> damage) {
    return settings(name, s -> s.withValidity(damage.apply(s.validity())));
  }

  private static Mutant description(String name, UnaryOperator<String> damage) {
    return settings(name, s -> s.withDescription(damage.apply(s.description())));
  }

  private static Mutant labels(String name, UnaryOperator<Labels> damage) {
    return settings(name, s -> s.withLabels(damage.apply(s.labels())));
  }

  private static Mutant whitelist(String name, UnaryOperator<WhitelistEntry> damage) {
    return settings(
        name,
        s -> s.withWhitelist(Whitelist.of(s.whitelist().entries().stream().map(damage).toList())));
  }

  /** At least one role stays. */
  private static Mutant roles(String name, Predicate<RoleAssignment> kept) {
    return settings(
        name,
        s -> {
          List<RoleAssignment> rest = s.roles().stream().filter(kept).toList();
          return rest.isEmpty() ? s : s.withRoles(rest);
        });
  }

  private static Mutant secret(String name, UnaryOperator<SecretInfo> damage) {
    return Mutant.rewriting(
        name,
        Rewrites.secrets(
            secrets ->
                secrets.stream()
                    .map(s -> new StoredSecret(damage.apply(s.info()), s.verifiers()))
                    .toList()));
  }

  private static Mutant verifiers(String name, UnaryOperator<List<Verifier>> damage) {
    return Mutant.rewriting(
        name,
        Rewrites.secrets(
            secrets ->
                secrets.stream()
                    .map(s -> new StoredSecret(s.info(), damage.apply(s.verifiers())))
                    .toList()));
  }

  private static String cut(String text) {
    return text.length() <= 250 ? text : text.substring(0, 250);
  }

  private static Labels undotted(Labels labels) {
    TreeMap<String, String> undotted = new TreeMap<>();
    labels.values().forEach((name, value) -> undotted.put(name.replace('.', '_'), value));
    return Labels.of(undotted);
  }

  private static Labels foldLabels(Labels labels) {
    TreeMap<String, String> folded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    folded.putAll(labels.values());
    return Labels.of(folded);
  }

  private static ApiKeySettings fewEntries(ApiKeySettings settings, int most) {
    return settings.withWhitelist(
        Whitelist.of(settings.whitelist().entries().stream().limit(most).toList()));
  }

  private static Organization smallLimits(Organization organization) {
    Limits limits = organization.settings().limits();
    Limits small =
        new Limits(
            Math.min(limits.apiKeys(), Short.MAX_VALUE),
            Math.min(limits.whitelistEntries(), Short.MAX_VALUE));
    return organization.with(
        new OrganizationSettings(
            organization.name(),
            organization.settings().whitelistRequired(),
            organization.settings().maximumLifetime(),
            small));
  }

  private static final class LeavesLifetime extends BrokenStore {
    LeavesLifetime(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      Optional<Organization> before = organization(change);
      return super.commit(
          before.isEmpty()
              ? change
              : Rewrites.organization(after -> leaving(before.get(), after)).apply(change));
    }

    private static Organization leaving(Organization before, Organization after) {
      OrganizationSettings settings = after.settings();
      return after.with(
          new OrganizationSettings(
              settings.name(),
              settings.whitelistRequired(),
              before.settings().maximumLifetime(),
              settings.limits()));
    }
  }
}
