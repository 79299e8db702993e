package io.claviger.atlas.api;

import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.json.AdmissionDocument;
import io.claviger.atlas.json.AdmissionDocument.Problem;
import io.claviger.atlas.json.Fields;
import io.claviger.model.ApiKey;
import io.claviger.model.CidrBlock;
import io.claviger.model.InvalidValueException;
import io.claviger.model.NotFoundException;
import io.claviger.model.Organization;
import io.claviger.model.RuleViolationException;
import io.claviger.model.Whitelist;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers whether a whitelist would admit the caller's address after a change. The change is not
 * made.
 */
final class AdmissionRoutes {
  /**
   * More blocks than a whitelist may have by default, so that the library reports its own limit
   * first.
   */
  private static final int MOST_BLOCKS = 500;

  /** A bad text is cheap to send and expensive to answer, so only the first ones are reported. */
  private static final int MOST_UNREADABLE = 10;

  private final Admission admission;

  AdmissionRoutes(Admission admission) {
    this.admission = admission;
  }

  List<Route> routes() {
    return List.of(Route.of("POST", "orgs/*/apiKeys/*/admission", this::judge));
  }

  private Answer judge(Call call) {
    Organization organization = call.keys().getOrganization(call.organization());
    ApiKey key = call.keys().get(call.organization(), call.apiKey());
    Fields fields = Fields.of(call.body(), "add", "remove");
    List<Problem> unreadable = new ArrayList<>();
    List<CidrBlock> added = blocks(fields, "add", unreadable);
    List<CidrBlock> removed = blocks(fields, "remove", unreadable);
    AdmissionDocument found = AdmissionDocument.of(call.request().address(), added, unreadable);
    try {
      Whitelist after = call.keys().previewWhitelist(key.organization(), key.id(), removed, added);
      ApiKey changed = key.with(key.settings().withWhitelist(after));
      return new Answer.Entity(
          found.judged(admission.decide(organization, changed, call.request().address())));
    } catch (RuleViolationException | InvalidValueException | NotFoundException e) {
      return new Answer.Entity(found.refused(Problem.of(e)));
    }
  }

  private static List<CidrBlock> blocks(Fields fields, String name, List<Problem> unreadable) {
    List<CidrBlock> blocks = new ArrayList<>();
    for (String text : texts(fields, name)) {
      try {
        blocks.add(CidrBlock.parse(text, CidrBlock.HostBits.CLEAR));
      } catch (InvalidValueException e) {
        if (unreadable.size() < MOST_UNREADABLE) {
          unreadable.add(Problem.with(text, e));
        }
      }
    }
    return blocks;
  }

  private static List<String> texts(Fields fields, String name) {
    List<String> texts = fields.texts(name).orElse(List.of());
    if (texts.size() > MOST_BLOCKS) {
      throw new ApiError("VALIDATION_ERROR", name + " names more than " + MOST_BLOCKS + " blocks");
    }
    return texts;
  }
}
