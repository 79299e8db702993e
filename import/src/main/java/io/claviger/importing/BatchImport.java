package io.claviger.importing;

import io.claviger.importing.ImportChanges.Creation;
import io.claviger.internal.management.Management;
import io.claviger.internal.management.Proposal;
import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import io.claviger.model.NewOrganization;
import io.claviger.model.NotFoundException;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.StoreException;
import io.claviger.spi.OrganizationChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the rows of an import, many at a time. Used by one thread. */
final class BatchImport {
  /** After so many refused creations, the id of the organization was used before. */
  private static final int TRIES = 3;

  private static final int MOST_FRESH = 1_000;

  private final Management parts;
  private final ImportChanges changes;
  private final Importer.Builder options;
  private final ImportTally tally;

  /** Organizations that this import created lately. */
  private final Set<OrganizationId> fresh = new LinkedHashSet<>();

  BatchImport(Management parts, Importer.Builder options, ImportTally tally) {
    this.parts = parts;
    this.changes = new ImportChanges(parts);
    this.options = options;
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
    int[] tries = {0};
    try {
      tally.addAll(
          parts
              .loop()
              .change(
                  options.caller,
                  ImportChanges.target(id, rows),
                  situation -> {
                    Proposal<List<Result>> proposal =
                        changes.add(situation, rows, fresh.contains(id), tries[0]++ > 0);
                    return options.dryRun ? Proposal.unchanged(proposal.result()) : proposal;
                  }));
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
        creations.put(id, changes.create(options.caller, request(id), rows, false));
      } catch (StoreException | OutcomeUnknownException e) {
        throw e;
      } catch (ClavigerException refusal) {
        refuse(rows, refusal);
      }
    }
    List<OrganizationChange> all = creations.values().stream().map(Creation::change).toList();
    Set<OrganizationId> made =
        options.dryRun || all.isEmpty() ? creations.keySet() : parts.store().commitAll(all);
    for (List<Row> rows : groups) {
      Creation creation = creations.get(rows.get(0).organization());
      if (creation != null && made.contains(rows.get(0).organization())) {
        created(creation);
      } else if (creation != null) {
        createAlone(rows);
      }
    }
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
    if (options.dryRun) {
      return;
    }
    Organization organization = creation.change().organization();
    if (fresh.size() >= MOST_FRESH) {
      fresh.remove(fresh.iterator().next());
    }
    fresh.add(organization.id());
    parts.loop().tell(organization.id(), organization.revision());
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
    String reason = "the organization id " + id + " was used before; choose another";
    rows.forEach(
        row -> tally.add(new Result.Refused(row.number(), ErrorCode.ORGANIZATION_ID_USED, reason)));
  }

  private void refuse(List<Row> rows, ClavigerException refusal) {
    rows.forEach(row -> tally.add(new Result.Refused(row.number(), refusal)));
  }
}
