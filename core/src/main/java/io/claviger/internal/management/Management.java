package io.claviger.internal.management;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.Caller;
import io.claviger.KeyFilter;
import io.claviger.KeyUsage;
import io.claviger.ManagementPolicy;
import io.claviger.NotFound;
import io.claviger.OrganizationId;
import io.claviger.OwnerDirectory;
import io.claviger.Page;
import io.claviger.PageRequest;
import io.claviger.ProjectDirectory;
import io.claviger.ProjectId;
import io.claviger.Revision;
import io.claviger.RoleAssignment;
import io.claviger.Scope;
import io.claviger.Stale;
import io.claviger.internal.usage.UsageRecorder;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.Facts;
import io.claviger.spi.KeyQuery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What every management call goes through: gather the situation, hand it to a rule, commit what the
 * rule proposes. Thread-safe.
 */
public final class Management {
  /** What the host supplies besides the store. */
  public record Host(
      InstantSource clock,
      OwnerDirectory owners,
      ProjectDirectory projects,
      ManagementPolicy policy) {}

  /**
   * What a call is about.
   *
   * @param keys the keys it looks at, besides the calling one
   * @param projects the projects that have to exist for it: those it assigns roles on
   * @param expected the revision that the caller insists on
   */
  public record Target(
      OrganizationId organization,
      Set<ApiKeyId> keys,
      Set<ProjectId> projects,
      Optional<Revision> expected) {
    /** A call about this organization and these keys. */
    public static Target of(OrganizationId organization, ApiKeyId... keys) {
      Objects.requireNonNull(organization, "organization");
      for (ApiKeyId key : keys) {
        Objects.requireNonNull(key, "key");
      }
      return new Target(organization, Set.of(keys), Set.of(), Optional.empty());
    }

    /** Which also assigns these roles. */
    public Target assigning(Collection<RoleAssignment> roles) {
      Set<ProjectId> named = new HashSet<>();
      for (RoleAssignment role : roles) {
        if (role.scope() instanceof Scope.Project project) {
          named.add(project.id());
        }
      }
      return new Target(organization, keys, Set.copyOf(named), expected);
    }

    /** Which is also about this project, if it is one. */
    public Target on(Scope scope) {
      return scope instanceof Scope.Project project
          ? new Target(organization, keys, Set.of(project.id()), expected)
          : this;
    }

    /** Which insists on this revision, if there is one. */
    public Target expecting(Optional<Revision> revision) {
      return new Target(organization, keys, projects, revision);
    }
  }

  private final ApiKeyStore store;
  private final ChangeLoop loop;
  private final Host host;
  private final Optional<UsageRecorder> usage;

  /** Over this store; the last is empty where requests are not counted. */
  public Management(ApiKeyStore store, ChangeLoop loop, Host host, Optional<UsageRecorder> usage) {
    this.store = store;
    this.loop = loop;
    this.host = host;
    this.usage = usage;
  }

  /** Clock, directories and policy. */
  public Host host() {
    return host;
  }

  /** One decision on fresh facts, nothing written; what it answers is of one revision. */
  public <R> R read(Caller caller, Target target, Function<Situation, R> rule) {
    return loop.run(
        target.organization(),
        lost -> {
          Situation now = situation(caller, target, () -> HostAnswers.onProjects(projects(target)));
          return holding(caller, target, now, Proposal.unchanged(rule.apply(now)));
        });
  }

  /**
   * A decision that is committed at the revision it was taken on, again and again until it holds.
   */
  public <R> R change(Caller caller, Target target, Function<Situation, Proposal<R>> rule) {
    return loop.run(
        target.organization(),
        lost -> {
          Situation now = situation(caller, target, () -> answers(target));
          return holding(caller, target, now, rule.apply(now));
        });
  }

  /** A store reads the organization and keys one after the other. */
  private static <R> Proposal<R> holding(
      Caller caller, Target target, Situation now, Proposal<R> proposal) {
    return keys(caller, target).isEmpty() ? proposal : proposal.at(now.organization().revision());
  }

  /** How these keys of one organization were used, this moment included. */
  public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, List<ApiKey> keys) {
    if (usage.isPresent()) {
      return usage.get().read(organization, keys);
    }
    Set<ApiKeyId> ids = keys.stream().map(ApiKey::id).collect(Collectors.toSet());
    Map<ApiKeyId, KeyUsage> kept =
        store.usageStore().map(written -> written.usage(organization, ids)).orElse(Map.of());
    return ids.stream()
        .collect(Collectors.toMap(id -> id, id -> kept.getOrDefault(id, KeyUsage.none())));
  }

  /** A page of the organization's keys, in the states that they have now. */
  public Page<ApiKey> page(OrganizationId organization, KeyFilter filter, PageRequest page) {
    KeyQuery query = new KeyQuery(organization, filter, host.clock().instant(), page);
    Optional<Instant> unusedSince = filter.unusedSince();
    if (usage.isEmpty() || unusedSince.isEmpty()) {
      return store.listKeys(query);
    }
    // The store judges that by what is written, which may fail, or come between its answer and a
    // later look: what is not written is looked at before it is asked.
    usage.get().flushSoon();
    Set<ApiKeyId> used = usage.get().usedSince(unusedSince.get());
    Page<ApiKey> stored = store.listKeys(query);
    Page<ApiKey> unused = without(used, stored);
    while (unused.items().isEmpty() && stored.more()) {
      // An empty page would say that nothing follows. By long pages: to ask each time takes long.
      ApiKeyId last = stored.items().get(stored.items().size() - 1).id();
      stored = store.listKeys(query.at(PageRequest.first(PageRequest.MAX_LIMIT).after(last)));
      unused = cut(without(used, stored), page.limit());
    }
    return unused;
  }

  private static Page<ApiKey> cut(Page<ApiKey> page, int limit) {
    return page.items().size() <= limit ? page : new Page<>(page.items().subList(0, limit), true);
  }

  private static Page<ApiKey> without(Set<ApiKeyId> used, Page<ApiKey> page) {
    return new Page<>(
        page.items().stream().filter(key -> !used.contains(key.id())).toList(), page.more());
  }

  /** Whether the organization exists now. */
  public boolean exists(OrganizationId organization) {
    return store.read(organization, Set.of()).isPresent();
  }

  /** The rounds of a creation, which reads nothing. */
  public ChangeLoop loop() {
    return loop;
  }

  /** What a rule gets to see for an organization that is about to be made. */
  public Situation unborn(Caller caller, Target target, Facts blank) {
    return new Situation(caller, blank, host.clock().instant(), answers(target), host.policy());
  }

  /** The answers are asked for after the facts were read: see {@link HostAnswers}. */
  private Situation situation(Caller caller, Target target, Supplier<HostAnswers> answers) {
    CallerRights.requireConnection(caller, target.organization());
    Facts facts =
        store
            .read(target.organization(), keys(caller, target))
            .orElseThrow(() -> gone(caller, target.organization()));
    Situation now =
        new Situation(caller, facts, host.clock().instant(), answers.get(), host.policy());
    target.expected().ifPresent(expected -> requireRevision(now, expected));
    return now;
  }

  private static Set<ApiKeyId> keys(Caller caller, Target target) {
    Set<ApiKeyId> keys = new HashSet<>(target.keys());
    if (caller instanceof Caller.Key key) {
      keys.add(key.apiKey());
    }
    return keys;
  }

  private HostAnswers answers(Target target) {
    return new HostAnswers(host.owners().hasOwnerOutside(target.organization()), projects(target));
  }

  private Set<ProjectId> projects(Target target) {
    Set<ProjectId> known = new HashSet<>();
    for (ProjectId project : target.projects()) {
      if (host.projects().belongs(project, target.organization())) {
        known.add(project);
      }
    }
    return known;
  }

  private static void requireRevision(Situation now, Revision expected) {
    Revision actual = now.organization().revision();
    if (!actual.equals(expected)) {
      // Who is refused anyway is not told where the organization is.
      CallerRights unused = CallerRights.judge(now);
      throw new Stale(now.organization().id(), expected, actual);
    }
  }

  private static RuntimeException gone(Caller caller, OrganizationId organization) {
    return caller instanceof Caller.Key
        ? CallerRights.deleted()
        : NotFound.organization(organization);
  }
}
