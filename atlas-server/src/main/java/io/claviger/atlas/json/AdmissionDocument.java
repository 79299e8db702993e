package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.claviger.access.Decision;
import io.claviger.atlas.errors.AtlasCodes;
import io.claviger.atlas.errors.Shown;
import io.claviger.model.CidrBlock;
import io.claviger.model.ClavigerException;
import io.claviger.model.IpAddress;
import io.claviger.model.WhitelistEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The effect that a change of a whitelist would have on the caller's address.
 *
 * @param add the blocks that could be read, as they would be listed
 * @param unreadable the first texts that are no blocks; the other attributes ignore all such texts
 * @param refusal why the server would refuse the change; absent if it would not
 * @param admitted whether the changed whitelist admits the address; absent if the change is refused
 * @param entry the most specific entry that admits the address; absent if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdmissionDocument(
    String address,
    List<String> add,
    List<Problem> unreadable,
    @Nullable Problem refusal,
    @Nullable Boolean admitted,
    @Nullable String entry) {
  /** Creates the document before anything is decided. */
  public static AdmissionDocument of(
      IpAddress address, List<CidrBlock> add, List<Problem> unreadable) {
    return new AdmissionDocument(
        address.toString(),
        add.stream().map(CidrBlock::toString).toList(),
        unreadable,
        null,
        null,
        null);
  }

  /** Adds the decision of the changed whitelist. */
  public AdmissionDocument judged(Decision decision) {
    Optional<WhitelistEntry> admitting =
        decision instanceof Decision.Allowed allowed ? allowed.entry() : Optional.empty();
    return new AdmissionDocument(
        address,
        add,
        unreadable,
        null,
        decision.allowed(),
        admitting.map(found -> found.block().toString()).orElse(null));
  }

  /** Adds the reason why the whitelist cannot be changed. */
  public AdmissionDocument refused(Problem why) {
    return new AdmissionDocument(address, add, unreadable, why, null, null);
  }

  /** A problem, and its subject: a text that was sent, or the code of a rule. */
  public record Problem(String about, String detail) {
    /** Describes a text that is no block. The text is masked if it may be a secret. */
    public static Problem with(String text, ClavigerException refusal) {
      return new Problem(Shown.of(text), Shown.of(String.valueOf(refusal.getMessage())));
    }

    /** Describes a change that a rule forbids. */
    public static Problem of(ClavigerException refusal) {
      return new Problem(
          AtlasCodes.of(refusal.code()), Shown.of(String.valueOf(refusal.getMessage())));
    }
  }
}
