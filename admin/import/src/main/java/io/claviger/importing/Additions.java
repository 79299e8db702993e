package io.claviger.importing;

import io.claviger.importing.internal.Derived;
import io.claviger.internal.credential.Verifiers;
import io.claviger.internal.management.DecisionInput;
import io.claviger.internal.management.Draft;
import io.claviger.internal.management.KeyCreation;
import io.claviger.internal.management.LastOwnerRule;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventType;
import io.claviger.model.InvalidValueException;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.PrivateKey;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.model.Stamp;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The keys that one change of an organization adds. Used once, by one thread. */
final class Additions {
  private final DecisionInput input;
  private final Draft draft;
  private final KeyCreation rules;
  private final long revisionNumber;
  private final List<StoredApiKey> keys = new ArrayList<>();
  private final List<Result> results = new ArrayList<>();
  private OrganizationCounters counters;

  Additions(
      DecisionInput input,
      Draft draft,
      KeyCreation rules,
      long revisionNumber,
      OrganizationCounters before) {
    this.input = input;
    this.draft = draft;
    this.rules = rules;
    this.revisionNumber = revisionNumber;
    this.counters = before;
  }

  List<StoredApiKey> keys() {
    return keys;
  }

  List<Result> results() {
    return results;
  }

  OrganizationCounters counters() {
    return counters;
  }

  /** Adds a key that the library issued. */
  void issued(StoredApiKey stored) {
    keys.add(stored);
    counters = LastOwnerRule.created(counters, stored.key());
    draft.addEvent(
        EventType.API_KEY_CREATED, stored.key().id(), Draft.creationDetails(stored.key()));
  }

  /** Adds the key of a row, or notes why it is refused. */
  void add(Row row) {
    try {
      KeyCreation.requireRoom(input.organization().with(counters));
      StoredApiKey stored = stored(row);
      keys.add(stored);
      counters = LastOwnerRule.created(counters, stored.key());
      Map<String, String> details = new TreeMap<>(Draft.creationDetails(stored.key()));
      details.put("imported", row.key().secret().kind());
      draft.addEvent(EventType.API_KEY_CREATED, row.id(), details);
      results.add(new Result.Created(row.number()));
    } catch (ClavigerException refusal) {
      results.add(new Result.Refused(row.number(), refusal));
    }
  }

  void unchanged(Row row) {
    results.add(new Result.Unchanged(row.number()));
  }

  /** Refuses a row whose public key belongs to this other key. */
  void taken(Row row, String owner) {
    results.add(
        new Result.Refused(
            row.number(),
            ErrorCode.INVALID_VALUE,
            "public key " + row.key().secret().publicKey() + " belongs to " + owner));
  }

  private StoredApiKey stored(Row row) {
    ImportedKey key = row.key();
    ApiKeySettings settings = rules.permitted(input, key.settings(), revisionNumber);
    Stamp created = new Stamp(createdAt(key), input.caller().actor());
    NewApiKey request = key.settings();
    rules.issuer().requireEnd(request.kind(), request.secretExpiresAt());
    ApiKey.Identity identity =
        new ApiKey.Identity(
            row.id(), input.organization().id(), key.secret().publicKey(), created, request.kind());
    SecretId id = Derived.secretId(key.secret().publicKey());
    SecretHint hint = key.secret().clear().map(PrivateKey::hint).orElse(SecretHint.hidden());
    SecretInfo info =
        SecretInfo.of(id, hint, created.at(), request.secretExpiresAt(), Optional.empty());
    return new StoredApiKey(
        ApiKey.of(identity, settings.withEnabled(key.isEnabled()), List.of(info)),
        List.of(new StoredSecret(info, verifiers(key, id))));
  }

  private List<Verifier> verifiers(ImportedKey key, SecretId id) {
    ImportedSecret secret = key.secret();
    Verifiers own = rules.issuer().verifiers().of(key.settings().kind());
    return secret
        .clear()
        .map(clear -> own.make(secret.publicKey(), id, clear))
        .orElseGet(() -> List.of(secret.hash().orElseThrow().verifier()));
  }

  private Instant createdAt(ImportedKey key) {
    Instant createdAt = key.createdAt().orElse(input.now());
    if (createdAt.isAfter(input.now())) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "time of creation",
          createdAt.toString(),
          "must not be after now (" + input.now() + ")");
    }
    return createdAt;
  }
}
