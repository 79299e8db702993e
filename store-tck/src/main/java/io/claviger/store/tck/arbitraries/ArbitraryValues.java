package io.claviger.store.tck.arbitraries;

import static java.util.Map.entry;

import io.claviger.Actor;
import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.ApiKeyIdentity;
import io.claviger.ApiKeyPatch;
import io.claviger.ApiKeySettings;
import io.claviger.AuditEvent;
import io.claviger.Caller;
import io.claviger.CidrBlock;
import io.claviger.EventId;
import io.claviger.IpAddress;
import io.claviger.KeyFilter;
import io.claviger.Labels;
import io.claviger.Limits;
import io.claviger.NewApiKey;
import io.claviger.NewOrganization;
import io.claviger.Organization;
import io.claviger.OrganizationCounters;
import io.claviger.OrganizationId;
import io.claviger.OrganizationPatch;
import io.claviger.OrganizationSettings;
import io.claviger.Overlap;
import io.claviger.Permission;
import io.claviger.PrivateKey;
import io.claviger.ProjectId;
import io.claviger.PublicKey;
import io.claviger.Revision;
import io.claviger.Role;
import io.claviger.RoleAssignment;
import io.claviger.RoleGrants;
import io.claviger.Scope;
import io.claviger.SecretHint;
import io.claviger.SecretId;
import io.claviger.SecretInfo;
import io.claviger.Stamp;
import io.claviger.Validity;
import io.claviger.Whitelist;
import io.claviger.WhitelistEntry;
import io.claviger.access.AccessRequest;
import io.claviger.access.PresentedCredential;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;

/** The way in: for each of its types, the arbitrary that stands for all values of that. */
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
          entry(PresentedCredential.class, ArbitrarySecrets::presentedCredentials),
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
          entry(Validity.class, ArbitraryTimes::validities),
          entry(ApiKeySettings.class, ArbitraryKeys::settings),
          entry(ApiKeyIdentity.class, ArbitraryKeys::identities),
          entry(ApiKey.class, ArbitraryKeys::apiKeys),
          entry(StoredApiKey.class, ArbitraryKeys::storedApiKeys),
          entry(NewApiKey.class, ArbitraryKeys::newApiKeys),
          entry(ApiKeyPatch.class, ArbitraryKeys::patches),
          entry(KeyFilter.class, ArbitraryKeys::filters),
          entry(Overlap.class, ArbitrarySecrets::overlaps),
          entry(Organization.class, ArbitraryOrganizations::organizations),
          entry(OrganizationSettings.class, ArbitraryOrganizations::settings),
          entry(OrganizationCounters.class, ArbitraryOrganizations::counters),
          entry(Limits.class, ArbitraryOrganizations::limits),
          entry(NewOrganization.class, ArbitraryOrganizations::newOrganizations),
          entry(OrganizationPatch.class, ArbitraryOrganizations::patches),
          entry(AuditEvent.class, ArbitraryOrganizations::events),
          entry(Caller.class, ArbitraryCallers::namedCallers),
          entry(Caller.Host.class, ArbitraryCallers::hosts),
          entry(Caller.User.class, ArbitraryCallers::users),
          entry(AccessRequest.class, ArbitraryCallers::accessRequests));

  private ArbitraryValues() {}

  /** The types that can be asked for; immutable. */
  public static Set<Class<?>> types() {
    return BY_TYPE.keySet();
  }

  /** All values of this type; empty for a type that is not one of {@link #types()}. */
  public static Optional<Arbitrary<?>> of(Class<?> type) {
    return Optional.ofNullable(BY_TYPE.get(type)).map(Supplier::get);
  }
}
