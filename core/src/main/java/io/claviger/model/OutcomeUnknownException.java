package io.claviger.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The connection to the store died around a commit and the store could not find out what became of
 * it. The change was made whole or not at all. Read the ids in {@link #mayExist()} to find out;
 * call again only if a second such change would do no harm.
 *
 * <p>Nobody has seen a private key that the change would have issued. A key in {@link #mayExist()}
 * that exists: delete it, or rotate it with {@link GracePeriod#none()}. After a rotation: read the
 * key, delete a newest secret that nobody has seen, and rotate again; where its deletion is
 * refused, as for the last owner or a key that rotated itself, rotate with {@link
 * GracePeriod#none()}. After the creation of an organization, its id is the first of the
 * parameters; if it exists, rotate its key as the host.
 */
public final class OutcomeUnknownException extends ClavigerException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // always made by List.copyOf, which is serializable with its texts
  private final List<String> mayExist;

  /** For stores: the commit whose fate is open, and the keys it would have created. */
  public OutcomeUnknownException(
      OrganizationId organization, Set<ApiKeyId> mayExist, Throwable cause) {
    super(
        ErrorCode.OUTCOME_UNKNOWN,
        List.of(organization.value()),
        "a change of organization "
            + organization
            + " was sent and its outcome is unknown; read what it concerns before it is repeated"
            + (mayExist.isEmpty() ? "" : "; keys that may exist now: " + mayExist),
        cause);
    this.mayExist = List.copyOf(mayExist.stream().map(ApiKeyId::value).toList());
  }

  /** The keys that exist if the change was made; empty where the change creates none. */
  public Set<ApiKeyId> mayExist() {
    return mayExist.stream().map(ApiKeyId::new).collect(Collectors.toUnmodifiableSet());
  }
}
