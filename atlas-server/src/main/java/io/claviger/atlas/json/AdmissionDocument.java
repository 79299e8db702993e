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
 * What a change of a whitelist would do to the address that asks.
 *
 * @param add the blocks that could be read, as they would be listed
 * @param unreadable the first of the others; what is said besides leaves them all out
 * @param refusal why the change would not be made; absent where it would
 * @param admitted whether the list as it would be admits the address; absent where it cannot be
 * @param entry the most specific one that admits it; absent where none has to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdmissionDocument(
    String address,
    List<String> add,
    List<Problem> unreadable,
    @Nullable Problem refusal,
    @Nullable Boolean admitted,
    @Nullable String entry) {
  /** Before anything is decided. */
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

  /** With what the list as it would be says. */
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

  /** With why the list cannot be so. */
  public AdmissionDocument refused(Problem why) {
    return new AdmissionDocument(address, add, unreadable, why, null, null);
  }

  /** What is wrong, and with what: a text that was sent, or a rule by its code. */
  public record Problem(String about, String detail) {
    /** A text that is no block; repeated only as far as it can be no secret. */
    public static Problem with(String text, ClavigerException refusal) {
      return new Problem(Shown.of(text), Shown.of(String.valueOf(refusal.getMessage())));
    }

    /** A change that a rule forbids. */
    public static Problem of(ClavigerException refusal) {
      return new Problem(
          AtlasCodes.of(refusal.code()), Shown.of(String.valueOf(refusal.getMessage())));
    }
  }
}
