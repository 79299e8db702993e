package io.claviger.store.tck.arbitraries;

import io.claviger.Claviger;
import io.claviger.access.AccessRequest;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.OrganizationId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Callers, and requests for access. */
public final class ArbitraryCallers {
  private ArbitraryCallers() {}

  /** Returns the application and its users. Keys cannot be made up: see {@link #authenticate}. */
  public static Arbitrary<Caller> namedCallers() {
    return Arbitraries.oneOf(applications(), users());
  }

  /** Returns parts of the application. */
  public static Arbitrary<Caller.Application> applications() {
    return ArbitraryTexts.displayTexts().map(Caller.Application::new);
  }

  /** Returns users with roles in 0 to 3 organizations. */
  public static Arbitrary<Caller.User> users() {
    return Combinators.combine(
            ArbitraryTexts.displayTexts(),
            Arbitraries.maps(ArbitraryIds.organizationIds(), ArbitraryRoles.assignmentSets())
                .ofMaxSize(3))
        .as(Caller.User::new);
  }

  /** Returns users with roles in this organization. */
  public static Arbitrary<Caller> usersOf(OrganizationId organization) {
    return Combinators.combine(ArbitraryTexts.displayTexts(), ArbitraryRoles.assignmentSets())
        .as((name, roles) -> Caller.user(name, organization, roles));
  }

  /** Returns requests for access to any organization. */
  public static Arbitrary<AccessRequest> accessRequests() {
    return ArbitraryIds.organizationIds().flatMap(ArbitraryCallers::accessRequests);
  }

  /** Returns requests for access to this organization. */
  public static Arbitrary<AccessRequest> accessRequests(OrganizationId organization) {
    return Combinators.combine(
            ArbitraryRoles.scopes(), ArbitraryRoles.permissions(), ArbitraryAddresses.addresses())
        .as((scope, permission, from) -> new AccessRequest(organization, scope, permission, from));
  }

  /**
   * Authenticates the key with its new secret, which is the only way to get a key as a caller.
   *
   * @throws IllegalStateException if it is rejected because it was disabled or deleted since
   */
  public static Caller.Key authenticate(Claviger claviger, IssuedApiKey issued, IpAddress address) {
    Credential credential = Credential.pair(issued.apiKey().publicKey(), issued.privateKey());
    AuthenticationResult answer = claviger.authenticator().authenticate(credential);
    if (answer instanceof Authenticated authenticated) {
      return authenticated.caller(address);
    }
    throw new IllegalStateException("key " + issued.apiKey().id() + " got " + answer);
  }
}
