package io.claviger.importing;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.internal.bridge.InternalAccess;
import io.claviger.internal.management.Management;
import io.claviger.model.ClavigerException;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.NewOrganization;
import io.claviger.model.NotFoundException;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.StoreException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Imports keys that other software issued. It reads the rows one after the other, and writes many
 * keys in one change, so the memory that it needs does not grow with the number of rows.
 *
 * <pre>{@code
 * ImportReport report = Importer.builder(claviger, "migration").build().run(keys);
 * }</pre>
 *
 * <ul>
 *   <li>A key is known again by its public key. A second run leaves keys as they are that exist, or
 *       that were revoked since.
 *   <li>The rules of management hold as for a new key, on behalf of the application: its policy,
 *       the limits of the organization, its projects. A row that breaks a rule is reported, and the
 *       others are imported.
 *   <li>Each change is a separate commit. If the store fails, run the import again.
 *   <li>Each key has the event {@code API_KEY_CREATED} with the detail {@code imported}.
 *   <li>Rows may be in any order. It is fastest if the rows of each organization follow each other.
 * </ul>
 *
 * <p>Immutable and thread-safe; two runs at the same time may be slower than one.
 */
public final class Importer {
  private final Claviger claviger;
  private final Builder options;

  private Importer(Builder options) {
    this.claviger = options.claviger;
    this.options = new Builder(options);
  }

  /**
   * Returns a builder, to set options.
   *
   * @param application the name of the caller in the events
   */
  public static Builder builder(Claviger claviger, String application) {
    return new Builder(claviger, Caller.application(application));
  }

  /**
   * Imports these keys, and closes the stream.
   *
   * @throws StoreException if the store fails; keys of earlier rows may have been imported
   * @throws OutcomeUnknownException if it is unknown whether some keys were imported
   */
  public ImportReport run(Stream<ImportedKey> keys) {
    try (keys) {
      return run(keys.iterator(), Function.identity());
    }
  }

  /**
   * Imports the keys of these rows. A row for which the mapping throws a {@link ClavigerException},
   * for example because its hash has an unknown form, is reported as refused.
   *
   * @throws StoreException if the store fails; keys of earlier rows may have been imported
   * @throws OutcomeUnknownException if it is unknown whether some keys were imported
   */
  public <T> ImportReport run(Iterator<T> rows, Function<? super T, ImportedKey> mapping) {
    ImportTally tally = new ImportTally(options.onRefused);
    BatchImport batches =
        new BatchImport(InternalAccess.get(claviger, Management.class), options, tally);
    List<Row> batch = new ArrayList<>();
    while (rows.hasNext()) {
      T row = rows.next();
      long number = tally.nextRow();
      try {
        batch.add(new Row(number, mapping.apply(row)));
      } catch (ClavigerException refusal) {
        tally.add(new Result.Refused(number, refusal));
      }
      if (batch.size() == options.batchSize) {
        write(batches, batch, tally);
      }
    }
    write(batches, batch, tally);
    return tally.report();
  }

  /**
   * Returns the organizations that would have more keys than they may have, if each of these rows
   * became a key. Call it before {@link #run}, which refuses the rows that have no room. Rows that
   * break another rule count too; a {@linkplain Builder#dryRun dry run} is exact.
   *
   * @param rows how many rows each organization has, without those that {@link #wasImported}
   * @return in the order of the map. Organizations that the import would not create are left out
   */
  public List<ExceededLimit> exceededLimits(Map<OrganizationId, Long> rows) {
    List<ExceededLimit> exceeded = new ArrayList<>();
    rows.forEach(
        (id, count) ->
            room(id)
                .map(room -> new ExceededLimit(id, room.limit(), room.needed() + count))
                .filter(each -> each.needed() > each.limit())
                .ifPresent(exceeded::add));
    return exceeded;
  }

  /**
   * Checks whether the key of a row was imported before, also if it was revoked since. {@link #run}
   * leaves such a key as it is. It makes one or two lookups in the store.
   */
  public boolean wasImported(ImportedKey key) {
    return new ImportChanges(InternalAccess.get(claviger, Management.class), Optional.empty())
        .wasImported(new Row(0, key));
  }

  /** Returns the limit of an organization, and how many keys it has before the import. */
  private Optional<ExceededLimit> room(OrganizationId id) {
    try {
      Organization found = claviger.actingAs(options.caller).getOrganization(id);
      int limit = found.settings().limits().apiKeys();
      return Optional.of(new ExceededLimit(id, limit, found.counters().apiKeys()));
    } catch (NotFoundException e) {
      int limit =
          InternalAccess.get(claviger, Management.class).context().policy().limits().apiKeys();
      return options.newOrganizations.map(
          requests ->
              new ExceededLimit(id, limit, requests.apply(id).firstKey().isPresent() ? 1 : 0));
    }
  }

  private void write(BatchImport batches, List<Row> batch, ImportTally tally) {
    batches.write(batch);
    batch.clear();
    options.onProgress.accept(tally.progress());
  }

  /** Collects options; not thread-safe. */
  public static final class Builder {
    private final Claviger claviger;
    final Caller caller;
    Optional<Function<OrganizationId, NewOrganization>> newOrganizations = Optional.empty();
    Consumer<CreatedOrganization> onOrganization = created -> {};
    private Consumer<ImportProgress> onProgress = progress -> {};
    private Consumer<RefusedRow> onRefused = row -> {};
    private int batchSize = 1_000;
    boolean dryRun;

    private Builder(Claviger claviger, Caller caller) {
      this.claviger = Objects.requireNonNull(claviger, "claviger");
      this.caller = caller;
    }

    private Builder(Builder other) {
      this(other.claviger, other.caller);
      this.newOrganizations = other.newOrganizations;
      this.onOrganization = other.onOrganization;
      this.onProgress = other.onProgress;
      this.onRefused = other.onRefused;
      this.batchSize = other.batchSize;
      this.dryRun = other.dryRun;
    }

    /**
     * Creates organizations that do not exist. By default, their rows are refused. The id in the
     * request is replaced. A request {@linkplain NewOrganization#withoutKey without a key} needs an
     * owner outside of the store, or a row in the same batch that is a lasting owner.
     *
     * @param created called after each creation, with the secret of its first key
     */
    public Builder createOrganizations(
        Function<OrganizationId, NewOrganization> request, Consumer<CreatedOrganization> created) {
      this.newOrganizations = Optional.of(Objects.requireNonNull(request, "request"));
      this.onOrganization = Objects.requireNonNull(created, "created");
      return this;
    }

    /** Sets the listener that is called after each batch. */
    public Builder onProgress(Consumer<ImportProgress> listener) {
      this.onProgress = Objects.requireNonNull(listener, "listener");
      return this;
    }

    /** Sets the listener that gets each refused row. */
    public Builder onRefused(Consumer<RefusedRow> listener) {
      this.onRefused = Objects.requireNonNull(listener, "listener");
      return this;
    }

    /**
     * Sets how many rows are written together; 1,000 by default.
     *
     * @throws InvalidValueException unless it is 1 to 10,000
     */
    public Builder batchSize(int rows) {
      if (rows < 1 || rows > 10_000) {
        throw InvalidValueException.of(
            ErrorCode.INVALID_VALUE,
            "batch size",
            Integer.toString(rows),
            "must be 1 to 10,000 rows");
      }
      this.batchSize = rows;
      return this;
    }

    /**
     * Checks the rows and writes nothing; the report says what an import would do, if nothing else
     * changes meanwhile. It remembers each new key, so its memory grows by about 200 bytes for each
     * row. It looks up each public key, so it may take longer than the import.
     */
    public Builder dryRun() {
      this.dryRun = true;
      return this;
    }

    /** Builds the importer. */
    public Importer build() {
      return new Importer(this);
    }
  }
}
