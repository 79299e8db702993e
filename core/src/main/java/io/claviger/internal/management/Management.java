package io.claviger.internal.management;

import io.claviger.ApiKeyId;
import io.claviger.Caller;
import io.claviger.ClavigerException;
import io.claviger.ManagementPolicy;
import io.claviger.NotFound;
import io.claviger.OrganizationId;
import io.claviger.OwnerDirectory;
import io.claviger.ProjectDirectory;
import io.claviger.ProjectId;
import io.claviger.Revision;
import io.claviger.RoleAssignment;
import io.claviger.Scope;
import io.claviger.Stale;
import io.claviger.internal.usage.UsageRecorder;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.Facts;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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
  private final KeyListing listing;

  /** Over this store; the last is empty where requests are not counted. */
  public Management(ApiKeyStore store, ChangeLoop loop, Host host, Optional<UsageRecorder> usage) {
    this.store = store;
    this.loop = loop;
    this.host = host;
    this.listing = new KeyListing(store, host.clock(), usage);
  }

  /** Clock, directories and policy. */
  public Host host() {
    return host;
  }

  /** One decision on fresh facts of one revision, nothing written. */
  public <R> R read(Caller caller, Target target, Function<Situation, R> rule) {
    CallerRights.requireConnection(caller, target.organization());
    Facts facts =
        loop.run(target.organization(), lost -> coherent(caller, target).map(Proposal::unchanged));
    return rule.apply(situation(caller, target, facts, HostAnswers.onProjects(projects(target))));
  }

  /**
   * A decision that is committed at the revision it was taken on, again and again until it holds.
   * One that commits nothing, or refuses, is on facts of one revision too.
   */
  public <R> R change(Caller caller, Target target, Function<Situation, Proposal<R>> rule) {
    CallerRights.requireConnection(caller, target.organization());
    return loop.run(
        target.organization(),
        lost -> lost == 0 ? first(caller, target, rule) : again(caller, target, rule));
  }

  /** Most changes are committed at once, which tells whether their facts hold. */
  private <R> Optional<Proposal<R>> first(
      Caller caller, Target target, Function<Situation, Proposal<R>> rule) {
    Facts facts = facts(caller, target);
    Proposal<R> proposal = judged(caller, target, facts, rule);
    return Optional.of(proposal)
        .filter(made -> made.change().isPresent() || holds(caller, target, facts));
  }

  /** The host's directories may take longer than an organization stands still. */
  private <R> Optional<Proposal<R>> again(
      Caller caller, Target target, Function<Situation, Proposal<R>> rule) {
    return coherent(caller, target).map(facts -> judged(caller, target, facts, rule));
  }

  private <R> Proposal<R> judged(
      Caller caller, Target target, Facts facts, Function<Situation, Proposal<R>> rule) {
    HostAnswers answers = answers(target);
    try {
      return rule.apply(situation(caller, target, facts, answers));
    } catch (ClavigerException refusal) {
      return Proposal.refused(refusal);
    }
  }

  /** Keys as lists of them, with how they were used. */
  public KeyListing listing() {
    return listing;
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

  private Facts facts(Caller caller, Target target) {
    return store
        .read(target.organization(), keys(caller, target))
        .orElseThrow(() -> gone(caller, target.organization()));
  }

  /** Empty where the organization moved meanwhile. */
  private Optional<Facts> coherent(Caller caller, Target target) {
    return Optional.of(facts(caller, target)).filter(read -> holds(caller, target, read));
  }

  /** A store reads the organization and then the keys, which may be later by then. */
  private boolean holds(Caller caller, Target target, Facts facts) {
    OrganizationId id = target.organization();
    return keys(caller, target).isEmpty()
        || facts.organization().revision().equals(store.revisions(Set.of(id)).get(id));
  }

  /** The answers are asked for after the facts were read: see {@link HostAnswers}. */
  private Situation situation(Caller caller, Target target, Facts facts, HostAnswers answers) {
    Situation now = new Situation(caller, facts, host.clock().instant(), answers, host.policy());
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
