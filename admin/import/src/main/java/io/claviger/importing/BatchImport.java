package io.claviger.importing;

import io.claviger.importing.ImportChanges.Creation;
import io.claviger.internal.management.Management;
import io.claviger.internal.management.Proposal;
import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventQuery;
import io.claviger.model.NewOrganization;
import io.claviger.model.NotFoundException;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.StoreException;
import io.claviger.spi.store.OrganizationChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the rows of an import, many at a time. Used by one thread. */
final class BatchImport {
  /** After so many refused creations, the id of the organization was used before. */
  private static final int TRIES = 3;

  private static final int MAX_FRESH = 1_000;

  private final Management parts;
  private final ImportChanges changes;
  private final Importer.Builder options;
  private final ImportTally tally;
  private final Optional<DryRun> dryRun;

  /** Organizations that this import created lately. */
  private final Set<OrganizationId> fresh = new LinkedHashSet<>();

  BatchImport(Management parts, Importer.Builder options, ImportTally tally) {
    this.parts = parts;
    this.options = options;
    this.dryRun = options.dryRun ? Optional.of(new DryRun()) : Optional.empty();
    this.changes = new ImportChanges(parts, dryRun);
    this.tally = tally;
  }

  void write(List<Row> rows) {
    Map<OrganizationId, List<Row>> byOrganization = new LinkedHashMap<>();
    rows.forEach(
        row ->
            byOrganization.computeIfAbsent(row.organization(), id -> new ArrayList<>()).add(row));
    Set<OrganizationId> existing = parts.store().revisions(byOrganization.keySet()).keySet();
    List<List<Row>> missing = new ArrayList<>();
    byOrganization.forEach(
        (id, its) -> {
          if (existing.contains(id)) {
            addTo(id, its);
          } else {
            missing.add(its);
          }
        });
    create(missing);
  }

  private void addTo(OrganizationId id, List<Row> rows) {
    List<OrganizationChange> proposed = new ArrayList<>();
    int[] tries = {0};
    try {
      List<Result> results =
          parts
              .loop()
              .change(
                  options.caller,
                  ImportChanges.target(id, rows),
                  input -> {
                    boolean lookUp = tries[0]++ > 0 || dryRun.isPresent();
                    Proposal<List<Result>> proposal =
                        changes.add(input, rows, fresh.contains(id), lookUp);
                    proposed.clear();
                    proposal.change().ifPresent(proposed::add);
                    return dryRun.isPresent() ? Proposal.unchanged(proposal.result()) : proposal;
                  });
      dryRun.ifPresent(run -> proposed.forEach(run::add));
      tally.addAll(results);
    } catch (StoreException | OutcomeUnknownException e) {
      throw e;
    } catch (ClavigerException refusal) {
      refuse(rows, refusal);
    }
  }

  /** Creates the organizations of these groups of rows together. */
  private void create(List<List<Row>> groups) {
    Map<OrganizationId, Creation> creations = new LinkedHashMap<>();
    for (List<Row> rows : groups) {
      OrganizationId id = rows.get(0).organization();
      try {
        if (dryRun.isPresent()) {
          pretend(id, rows);
        } else {
          creations.put(id, changes.create(options.caller, request(id), rows, false));
        }
      } catch (StoreException | OutcomeUnknownException e) {
        throw e;
      } catch (ClavigerException refusal) {
        refuse(rows, refusal);
      }
    }
    List<OrganizationChange> all = creations.values().stream().map(Creation::change).toList();
    Set<OrganizationId> made = all.isEmpty() ? Set.of() : parts.store().commitAll(all);
    for (List<Row> rows : groups) {
      Creation creation = creations.get(rows.get(0).organization());
      if (creation != null && made.contains(rows.get(0).organization())) {
        created(creation);
      } else if (creation != null) {
        createAlone(rows);
      }
    }
  }

  /** Counts an organization as created, unless it was deleted, so that its id stays used. */
  private void pretend(OrganizationId id, List<Row> rows) {
    boolean isNew = dryRun.orElseThrow().counters(id).isEmpty();
    if (isNew && hasEvents(id)) {
      refuseUsed(id, rows);
      return;
    }
    Creation creation = changes.create(options.caller, request(id), rows, true);
    dryRun.orElseThrow().add(creation.change());
    if (isNew) {
      tally.organizationCreated();
    }
    tally.addAll(creation.results());
  }

  private boolean hasEvents(OrganizationId id) {
    return parts
        .store()
        .extensions()
        .events()
        .filter(log -> !log.events(EventQuery.newest(id, 1)).isEmpty())
        .isPresent();
  }

  private NewOrganization request(OrganizationId id) {
    return options
        .newOrganizations
        .map(requests -> requests.apply(id).withId(id))
        .orElseThrow(() -> NotFoundException.organization(id));
  }

  private void created(Creation creation) {
    tally.organizationCreated();
    tally.addAll(creation.results());
    Organization organization = creation.change().organization();
    if (fresh.size() >= MAX_FRESH) {
      fresh.remove(fresh.iterator().next());
    }
    fresh.add(organization.id());
    parts.loop().notifyListener(organization.id(), organization.revision());
    options.onOrganization.accept(creation.created());
  }

  /** Finds out why an organization was not created: one of its public keys, or its id, is taken. */
  private void createAlone(List<Row> rows) {
    try {
      tryAlone(rows);
    } catch (StoreException | OutcomeUnknownException e) {
      throw e;
    } catch (ClavigerException refusal) {
      refuse(rows, refusal);
    }
  }

  private void tryAlone(List<Row> rows) {
    OrganizationId id = rows.get(0).organization();
    for (int tries = 0; tries < TRIES; tries++) {
      if (parts.store().revisions(Set.of(id)).containsKey(id)) {
        // Another process has created it meanwhile.
        addTo(id, rows);
        return;
      }
      Creation creation = changes.create(options.caller, request(id), rows, true);
      if (parts.store().commit(creation.change())) {
        created(creation);
        return;
      }
    }
    refuseUsed(id, rows);
  }

  private void refuseUsed(OrganizationId id, List<Row> rows) {
    String reason = "the organization id " + id + " was used before; choose another";
    rows.forEach(
        row -> tally.add(new Result.Refused(row.number(), ErrorCode.ORGANIZATION_ID_USED, reason)));
  }

  private void refuse(List<Row> rows, ClavigerException refusal) {
    rows.forEach(row -> tally.add(new Result.Refused(row.number(), refusal)));
  }
}
