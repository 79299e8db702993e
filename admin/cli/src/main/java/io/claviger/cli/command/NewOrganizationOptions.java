package io.claviger.cli.command;

import io.claviger.model.CidrBlock;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of a new organization. */
final class NewOrganizationOptions {
  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "its id, 1 to 32 characters of 0-9a-z; by default a new one")
  Optional<OrganizationId> id = Optional.empty();

  @Option(
      names = "--whitelist",
      paramLabel = "BLOCK",
      description = "an address or a block from which the owner key may be used; repeat for more")
  List<CidrBlock> whitelist = new ArrayList<>();

  @Option(
      names = "--require-whitelist",
      description = "refuses keys without a whitelist in this organization")
  boolean requireWhitelist;

  @Option(names = "--without-key", description = "makes no owner key; needs --owners-outside")
  boolean withoutKey;

  NewOrganization request(String name) {
    NewOrganization request = NewOrganization.named(name);
    NewApiKey owner = request.firstKey().orElseThrow();
    request = request.withFirstKey(owner.withWhitelist(whitelist.toArray(CidrBlock[]::new)));
    if (id.isPresent()) {
      request = request.withId(id.get());
    }
    if (requireWhitelist) {
      request = request.requireWhitelist();
    }
    return withoutKey ? request.withoutKey() : request;
  }
}
