package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.model.ApiKey;
import io.claviger.model.ContentionException;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventType;
import io.claviger.model.InvalidValueException;
import io.claviger.model.NewOrganization;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.Revision;
import io.claviger.model.RuleViolationException;
import io.claviger.model.Stamp;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.OrganizationSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Creates an organization, usually with its first owner key. This is the only change without a
 * snapshot to read first.
 */
public record OrganizationCreation(
    ApiKeyStore store,
    ManagementContext context,
    ChangeLoop loop,
    Entropy entropy,
    KeyCreation keys) {
  /**
   * After this many refused commits, the id that the application chose is taken. One refusal may be
   * a collision of drawn ids, but two such collisions are practically impossible.
   */
  private static final int COLLISIONS = 2;

  /** Does the same on another store. */
  public OrganizationCreation on(ApiKeyStore other, ChangeLoop its) {
    return new OrganizationCreation(other, context, its, entropy, keys);
  }

  /** Creates an organization. Users and the application may do this, keys may not. */
  public CreatedOrganization create(Caller caller, NewOrganization request) {
    if (caller instanceof Caller.Key) {
      throw new RuleViolationException(
          ErrorCode.API_KEY_CANNOT_CREATE_ORGANIZATION,
          "a key cannot create an organization; call as a user or as the application");
    }
    OrganizationId id =
        request.id().orElseGet(() -> entropy.organizationId(context.clock().instant()));
    try {
      return loop.run(id, lost -> Optional.of(propose(caller, request, lost)));
    } catch (ContentionException e) {
      // A transaction of the application, or the deadline, can allow one try only. Such a try fails
      // only because the id is taken.
      request.id().ifPresent(chosen -> requireUnused(chosen, COLLISIONS));
      throw e;
    }
  }

  private Proposal<CreatedOrganization> propose(Caller caller, NewOrganization request, int lost) {
    request.id().ifPresent(id -> requireUnused(id, lost));
    OrganizationId id =
        request.id().orElseGet(() -> entropy.organizationId(context.clock().instant()));
    return decide(before(caller, request, id), request);
  }

  /** Returns the input before the organization exists. */
  public DecisionInput before(Caller caller, NewOrganization request, OrganizationId id) {
    Instant now = context.clock().instant();
    OrganizationSettings settings =
        OrganizationSettings.of(
            request.name(),
            request.isWhitelistRequired(),
            Optional.empty(),
            context.policy().limits());
    Revision first = new Revision(1, entropy.revision());
    Organization blank =
        Organization.of(
            id, new Stamp(now, caller.actor()), settings, new OrganizationCounters(0, 0), first);
    return context.input(caller, new OrganizationSnapshot(blank, Map.of(), EventChain.none()));
  }

  private Proposal<CreatedOrganization> decide(DecisionInput before, NewOrganization request) {
    if (!before.answers().ownerOutside()) {
      requireLastingOwner(before.organization().id(), request);
    }
    Draft draft = new Draft(before, entropy);
    draft.addEvent(EventType.ORGANIZATION_CREATED, Map.of("name", request.name()));
    OrganizationCounters none = before.organization().counters();
    if (request.firstKey().isEmpty()) {
      return Proposal.of(
          draft.creation(List.of(), none),
          CreatedOrganization.of(before.organization(), Optional.empty()));
    }
    KeyIssuer.Issue first = keys.first(before, request.firstKey().get(), draft);
    ApiKey key = first.stored().key();
    draft.addEvent(EventType.API_KEY_CREATED, key.id(), Draft.creationDetails(key));
    OrganizationCounters counters = LastOwnerRule.created(none, key);
    return Proposal.of(
        draft.creation(List.of(first.stored()), counters),
        CreatedOrganization.of(before.organization().with(counters), Optional.of(first.issued())));
  }

  /** Requires that the first key is an owner that lasts, since no other owner exists. */
  public static void requireLastingOwner(OrganizationId id, NewOrganization request) {
    if (request.firstKey().isEmpty()) {
      throw new RuleViolationException(
          ErrorCode.OWNER_REQUIRED,
          String.format(
              "organization %s would have no key, and according to the owner directory no other"
                  + " owner; create it with a key, or report its owner there"
                  + " (Claviger.Builder.owners; in Spring, a bean OwnerDirectory) before it is created",
              id),
          id.value());
    }
    Optional<Instant> expiry =
        request.firstKey().flatMap(key -> key.expiresAt().or(key::secretExpiresAt));
    if (expiry.isPresent()) {
      throw InvalidValueException.of(
          "expiry of the first key",
          expiry.get(),
          "the first owner of an organization must not expire, nor its secret; leave the expiry"
              + " out");
    }
  }

  private void requireUnused(OrganizationId id, int lost) {
    if (lost >= COLLISIONS || store.read(id, Set.of()).isPresent()) {
      throw new RuleViolationException(
          ErrorCode.ORGANIZATION_ID_USED,
          "the organization id %s is used, or was used before; it stays used, so choose another"
              .formatted(id),
          id.value());
    }
  }
}
