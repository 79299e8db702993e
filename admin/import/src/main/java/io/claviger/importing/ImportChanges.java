package io.claviger.importing;

import io.claviger.access.Caller;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.internal.management.DecisionInput;
import io.claviger.internal.management.Draft;
import io.claviger.internal.management.KeyCreation;
import io.claviger.internal.management.Management;
import io.claviger.internal.management.OrganizationCreation;
import io.claviger.internal.management.Proposal;
import io.claviger.internal.management.Target;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.EventQuery;
import io.claviger.model.EventType;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationChange;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Decides which changes an import makes. It reads, and writes nothing. */
final class ImportChanges {
  private static final String OF_OTHERS = "a key of another organization; remove one of both rows";

  /** A new organization with its keys, as data. */
  record Creation(OrganizationChange change, CreatedOrganization created, List<Result> results) {}

  private final Management parts;
  private final Optional<DryRun> dryRun;
  private final KeyCreation keys;
  private final Entropy entropy;

  ImportChanges(Management parts, Optional<DryRun> dryRun) {
    this.parts = parts;
    this.dryRun = dryRun;
    this.keys = parts.rules().keyCreation();
    this.entropy = keys.entropy();
  }

  /** Returns the keys of the rows of one organization. */
  static Target target(OrganizationId organization, List<Row> rows) {
    return Target.of(organization, rows.stream().map(Row::id).distinct().toArray(ApiKeyId[]::new));
  }

  /**
   * Adds keys to an organization that exists.
   *
   * @param fresh whether this import created the organization, so that none of its keys was revoked
   * @param lookUp whether to look each public key up, because an earlier commit was refused and one
   *     may be taken, or because there will be no commit
   */
  Proposal<List<Result>> add(DecisionInput input, List<Row> rows, boolean fresh, boolean lookUp) {
    Draft draft = new Draft(input, entropy);
    OrganizationCounters before = earlier(input).orElse(input.organization().counters());
    Additions additions = new Additions(input, draft, keys, draft.nextNumber(), before);
    Set<ApiKeyId> existing = input.snapshot().keys().keySet();
    addAll(
        additions, rows, row -> existing.contains(row.id()) || (!fresh && wasRevoked(row)), lookUp);
    if (additions.keys().isEmpty()) {
      return Proposal.unchanged(additions.results());
    }
    KeyChanges changes = new KeyChanges(additions.keys(), List.of(), Map.of(), Set.of());
    return Proposal.of(draft.change(changes, additions.counters()), additions.results());
  }

  /** Adds the rows, except those that are known and the repetitions of a row. */
  private void addAll(Additions additions, List<Row> rows, Predicate<Row> isKnown, boolean lookUp) {
    Set<ApiKeyId> added = new HashSet<>();
    for (Row row : rows) {
      Optional<OrganizationId> earlier = dryRun.flatMap(run -> run.organization(row.id()));
      boolean known = earlier.equals(Optional.of(row.organization())) || isKnown.test(row);
      if (!added.add(row.id()) || known) {
        additions.unchanged(row);
        continue;
      }
      Optional<String> owner = earlier.map(id -> OF_OTHERS);
      if (owner.isEmpty() && lookUp) {
        owner = owner(row);
      }
      if (owner.isPresent()) {
        additions.taken(row, owner.get());
      } else {
        additions.add(row);
      }
    }
  }

  /** Checks whether the key of a row exists, or was revoked. */
  boolean wasImported(Row row) {
    return parts
            .store()
            .findByPublicKey(row.key().secret().publicKey())
            .filter(found -> found.id().equals(row.id()))
            .filter(found -> found.organization().id().equals(row.organization()))
            .isPresent()
        || wasRevoked(row);
  }

  /** A key that has events but does not exist was revoked, and must not come back. */
  private boolean wasRevoked(Row row) {
    return parts
        .store()
        .extensions()
        .events()
        .filter(
            log ->
                !log.events(EventQuery.newest(row.organization(), 1).withKey(row.id())).isEmpty())
        .isPresent();
  }

  /**
   * Says which other key has the public key of this row; empty if none has, or if that key was
   * imported from such a row into the same organization.
   */
  private Optional<String> owner(Row row) {
    Optional<KeyLookup> found = parts.store().findByPublicKey(row.key().secret().publicKey());
    if (found.isPresent() && found.get().organization().id().equals(row.organization())) {
      return found
          .filter(own -> !own.id().equals(row.id()))
          .map(
              own ->
                  "key "
                      + own.id()
                      + " of the organization, which was not imported; leave the row out");
    }
    return found.map(other -> OF_OTHERS);
  }

  private Optional<OrganizationCounters> earlier(DecisionInput input) {
    return dryRun.flatMap(run -> run.counters(input.organization().id()));
  }

  /**
   * Creates an organization with keys. Throws a {@link io.claviger.model.ClavigerException} if the
   * rules forbid the organization.
   */
  Creation create(Caller caller, NewOrganization request, List<Row> rows, boolean lookUp) {
    OrganizationId id = rows.get(0).organization();
    DecisionInput before = parts.creation().before(caller, request, id);
    Draft draft = new Draft(before, entropy);
    draft.addEvent(EventType.ORGANIZATION_CREATED, Map.of("name", request.name()));
    Optional<OrganizationCounters> earlier = earlier(before);
    Additions additions =
        new Additions(
            before,
            draft,
            keys,
            before.organization().revision().number(),
            earlier.orElse(before.organization().counters()));
    Optional<IssuedApiKey> first = Optional.empty();
    if (earlier.isEmpty() && request.firstKey().isPresent()) {
      KeyIssuer.Issue issue = keys.first(before, request.firstKey().get(), draft);
      additions.issued(issue.stored());
      first = Optional.of(issue.issued());
    }
    addAll(additions, rows, row -> false, lookUp);
    if (!before.answers().ownerOutside() && additions.counters().lastingOwners() == 0) {
      OrganizationCreation.requireLastingOwner(id, request);
    }
    return new Creation(
        draft.creation(additions.keys(), additions.counters()),
        CreatedOrganization.of(before.organization().with(additions.counters()), first),
        additions.results());
  }
}
