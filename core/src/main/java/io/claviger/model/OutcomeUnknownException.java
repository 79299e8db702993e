package io.claviger.model;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The connection to the store failed during a commit, and the store could not find out the outcome.
 * The change was made completely or not at all. To find out, read the keys in {@link #mayExist()}.
 * Call again only if making the change twice would do no harm.
 *
 * <p>Nobody has seen a private key that the change issued. If the change was made:
 *
 * <ul>
 *   <li>After the creation of a key: if a key in {@link #mayExist()} exists, revoke it, or rotate
 *       it with {@link GracePeriod#none()}.
 *   <li>After a rotation: read the key. If its newest secret is one that nobody has seen, delete
 *       that secret and rotate again. If the deletion is refused, as for the last owner or for a
 *       key that rotated itself, rotate with {@link GracePeriod#none()}.
 *   <li>After the creation of an organization: its id is the first parameter. If it exists, rotate
 *       its key, if any, as the application.
 * </ul>
 */
public final class OutcomeUnknownException extends ClavigerException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // made by List.copyOf, which is serializable with its texts
  private final List<String> mayExist;

  /**
   * Creates the exception; only stores call this.
   *
   * @param mayExist the keys that the change would have created
   */
  public OutcomeUnknownException(
      OrganizationId organization, Set<ApiKeyId> mayExist, Throwable cause) {
    super(
        ErrorCode.OUTCOME_UNKNOWN,
        List.of(Objects.requireNonNull(organization, "organization").value()),
        "a change of organization "
            + organization
            + " was sent and its outcome is unknown; read the organization before you repeat it"
            + (Objects.requireNonNull(mayExist, "mayExist").isEmpty()
                ? ""
                : "; keys that may exist now: " + mayExist),
        Objects.requireNonNull(cause, "cause"));
    this.mayExist = List.copyOf(mayExist.stream().map(ApiKeyId::value).toList());
  }

  /** Returns the keys that exist if the change was made; empty if the change creates none. */
  public Set<ApiKeyId> mayExist() {
    return mayExist.stream().map(ApiKeyId::new).collect(Collectors.toUnmodifiableSet());
  }
}
