package io.claviger.internal.management;

import io.claviger.internal.credential.Entropy;
import io.claviger.model.EventType;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.OrganizationSettings;
import io.claviger.spi.store.KeyChanges;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The rules for organizations themselves. They are pure functions, except that they draw ids and
 * revisions.
 */
public record OrganizationRules(Entropy entropy) {
  /** Returns the organization. Every caller with a role in it may read it. */
  public Organization get(DecisionInput input) {
    CallerRights.judge(input);
    return input.organization();
  }

  /**
   * Changes the settings. Owners change all of them, except that only the application sets limits.
   */
  public Proposal<Organization> update(DecisionInput input, OrganizationPatch patch) {
    CallerRights rights = changeable(input);
    OrganizationSettings before = input.organization().settings();
    OrganizationSettings after = patch.applyTo(before);
    if (!after.limits().equals(before.limits())) {
      CallerRights.requireApplication(input.caller(), "sets the limits of an organization");
    }
    if (after.equals(before)) {
      return Proposal.unchanged(input.organization());
    }
    if (after.isWhitelistRequired() && rights.isUnlistedKey()) {
      throw WhitelistRules.lockout(input);
    }
    Draft draft = new Draft(input, entropy);
    Map<String, String> changed = details(after);
    changed.entrySet().removeAll(details(before).entrySet());
    draft.addEvent(EventType.ORGANIZATION_SETTINGS_CHANGED, changed);
    return committed(draft, input.organization().with(after));
  }

  /** Returns the rights of the caller if it may change the organization, and throws otherwise. */
  public CallerRights changeable(DecisionInput input) {
    return CallerRights.requireOwner(input, "change the organization");
  }

  /** Deletes the organization with all its keys. Owners may do this. */
  public Proposal<Organization> delete(DecisionInput input) {
    CallerRights.requireOwner(input, "delete the organization");
    Organization organization = input.organization();
    Draft draft = new Draft(input, entropy);
    String apiKeys = Integer.toString(organization.counters().apiKeys());
    draft.addEvent(
        EventType.ORGANIZATION_DELETED, Map.of("name", organization.name(), "apiKeys", apiKeys));
    return Proposal.of(draft.deletion(), organization);
  }

  /** Moves the revision, so that decisions in progress are made again. */
  public Proposal<Organization> bumpRevision(DecisionInput input) {
    CallerRights.judge(input);
    CallerRights.requireApplication(input.caller(), "bumps the revision of an organization");
    Draft draft = new Draft(input, entropy);
    draft.addEvent(EventType.ORGANIZATION_REVISION_BUMPED, Map.of());
    return committed(draft, input.organization());
  }

  private static Proposal<Organization> committed(Draft draft, Organization after) {
    var change = draft.change(KeyChanges.none(), after);
    return Proposal.of(change, change.organization());
  }

  /** Returns the details of the settings in an event. */
  private static Map<String, String> details(OrganizationSettings settings) {
    Limits limits = settings.limits();
    String rate = limits.rate().map(limit -> ", rate " + limit).orElse("");
    String keyRate = limits.keyRate().map(limit -> ", rate of each key " + limit).orElse("");
    return new HashMap<>(
        Map.of(
            "name", settings.name(),
            "whitelistRequired", Boolean.toString(settings.isWhitelistRequired()),
            "maximumLifetime", settings.maxLifetime().map(Duration::toString).orElse("none"),
            "limits",
                limits.apiKeys()
                    + " keys, "
                    + limits.whitelistEntries()
                    + " entries"
                    + rate
                    + keyRate));
  }
}
