package io.claviger.management.spi;

import io.claviger.access.Caller;
import java.util.Optional;

/**
 * Says who sends a request: the user who is logged in to the application, with the roles that it
 * has now. It is asked for each request without the credential of a key, on the thread of the
 * request, and must be thread-safe. An exception reaches the framework.
 *
 * <pre>{@code
 * CallerSource<HttpServletRequest> callers =
 *     request ->
 *         Optional.ofNullable(request.getUserPrincipal())
 *             .map(user -> Caller.user(user.getName(), organizationOf(user), Role.ORG_OWNER));
 * }</pre>
 *
 * @param <R> the request of a framework
 */
@FunctionalInterface
public interface CallerSource<R> {
  /**
   * Returns the caller, or empty for nobody. A {@link Caller.Application} is refused: over HTTP it
   * would be a user with every right in every organization.
   */
  Optional<Caller> callerOf(R request);
}
