package io.claviger.store.tck.arbitraries;

import static java.util.Map.entry;

import io.claviger.access.AccessRequest;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.AuditEvent;
import io.claviger.model.CidrBlock;
import io.claviger.model.EventId;
import io.claviger.model.GracePeriod;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyFilter;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.Permission;
import io.claviger.model.PrivateKey;
import io.claviger.model.ProjectId;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RoleGrants;
import io.claviger.model.Scope;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.model.Stamp;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;

/** For each type of value, the arbitrary of all its values. */
public final class ArbitraryValues {
  private static final Map<Class<?>, Supplier<? extends Arbitrary<?>>> BY_TYPE =
      Map.ofEntries(
          entry(OrganizationId.class, ArbitraryIds::organizationIds),
          entry(ProjectId.class, ArbitraryIds::projectIds),
          entry(ApiKeyId.class, ArbitraryIds::apiKeyIds),
          entry(SecretId.class, ArbitraryIds::secretIds),
          entry(EventId.class, ArbitraryIds::eventIds),
          entry(PublicKey.class, ArbitraryIds::publicKeys),
          entry(Revision.class, ArbitraryIds::revisions),
          entry(PrivateKey.class, ArbitrarySecrets::privateKeys),
          entry(SecretHint.class, ArbitrarySecrets::hints),
          entry(SecretInfo.class, ArbitrarySecrets::secretInfos),
          entry(Verifier.class, ArbitrarySecrets::verifiers),
          entry(StoredSecret.class, ArbitrarySecrets::storedSecrets),
          entry(Credential.class, ArbitrarySecrets::presentedCredentials),
          entry(Labels.class, ArbitraryTexts::labels),
          entry(Role.class, ArbitraryRoles::roles),
          entry(RoleAssignment.class, ArbitraryRoles::assignments),
          entry(Scope.class, ArbitraryRoles::scopes),
          entry(Permission.class, ArbitraryRoles::permissions),
          entry(RoleGrants.class, ArbitraryRoles::grants),
          entry(IpAddress.class, ArbitraryAddresses::addresses),
          entry(CidrBlock.class, ArbitraryAddresses::blocks),
          entry(BlockWithAddresses.class, ArbitraryAddresses::blocksWithAddresses),
          entry(WhitelistEntry.class, ArbitraryWhitelists::entries),
          entry(Whitelist.class, ArbitraryWhitelists::whitelists),
          entry(Stamp.class, ArbitraryTimes::stamps),
          entry(Actor.class, ArbitraryTimes::actors),
          entry(ApiKeySettings.class, ArbitraryKeys::settings),
          entry(ApiKey.Identity.class, ArbitraryKeys::identities),
          entry(ApiKey.class, ArbitraryKeys::apiKeys),
          entry(StoredApiKey.class, ArbitraryKeys::storedApiKeys),
          entry(NewApiKey.class, ArbitraryKeys::newApiKeys),
          entry(ApiKeyPatch.class, ArbitraryKeys::patches),
          entry(KeyFilter.class, ArbitraryKeys::filters),
          entry(GracePeriod.class, ArbitrarySecrets::gracePeriods),
          entry(Organization.class, ArbitraryOrganizations::organizations),
          entry(OrganizationSettings.class, ArbitraryOrganizations::settings),
          entry(OrganizationCounters.class, ArbitraryOrganizations::counters),
          entry(Limits.class, ArbitraryOrganizations::limits),
          entry(NewOrganization.class, ArbitraryOrganizations::newOrganizations),
          entry(OrganizationPatch.class, ArbitraryOrganizations::patches),
          entry(AuditEvent.class, ArbitraryOrganizations::events),
          entry(Caller.class, ArbitraryCallers::namedCallers),
          entry(Caller.Application.class, ArbitraryCallers::applications),
          entry(Caller.User.class, ArbitraryCallers::users),
          entry(AccessRequest.class, ArbitraryCallers::accessRequests));

  private ArbitraryValues() {}

  /** Returns the types that have an arbitrary; immutable. */
  public static Set<Class<?>> types() {
    return BY_TYPE.keySet();
  }

  /** Returns the arbitrary of this type; empty for a type that is not one of {@link #types()}. */
  public static Optional<Arbitrary<?>> of(Class<?> type) {
    return Optional.ofNullable(BY_TYPE.get(type)).map(Supplier::get);
  }
}
