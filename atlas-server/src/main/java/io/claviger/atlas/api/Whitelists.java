package io.claviger.atlas.api;

import io.claviger.ManagementCall;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.errors.Era;
import io.claviger.atlas.json.EntryDocument;
import io.claviger.atlas.json.Fields;
import io.claviger.atlas.json.Link;
import io.claviger.model.CidrBlock;
import io.claviger.model.KeyUsage;
import io.claviger.model.Usage;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Serves the whitelists of keys (sections 1.8 to 1.11 of the reference), under both names. */
final class Whitelists {
  private final Links links;

  Whitelists(Links links) {
    this.links = links;
  }

  List<Route> routes() {
    return Stream.of(Era.WHITELIST, Era.ACCESS_LIST)
        .flatMap(era -> routes(era, path(era)))
        .toList();
  }

  private Stream<Route> routes(Era era, String path) {
    return Stream.of(
        Route.of("GET", path, era, this::list),
        Route.of("POST", path, era, this::add),
        Route.of("GET", path + "/*", era, this::get),
        Route.of("DELETE", path + "/*", era, this::remove));
  }

  private static String path(Era era) {
    return "orgs/*/apiKeys/*/" + (era == Era.WHITELIST ? "whitelist" : "accessList");
  }

  private Answer list(Call call) {
    Paging paging = new Paging(links, call);
    Whitelist whitelist = call.apiKeys().getWhitelist(call.organization(), call.apiKey());
    return answer(call, paging, whitelist, usage(call));
  }

  private Answer get(Call call) {
    WhitelistEntry entry =
        call.apiKeys().getWhitelistEntry(call.organization(), call.apiKey(), call.block());
    return new Answer.Entity(
        EntryDocument.of(entry, usage(usage(call), entry), entityLinks(call, entry)));
  }

  private Answer add(Call call) {
    Paging paging = new Paging(links, call);
    call.apiKeys().check(call.organization(), ManagementCall.changeWhitelist(call.apiKey()));
    List<CidrBlock> blocks =
        Fields.each(call.body(), EntryDocument.class, "ipAddress", "cidrBlock").stream()
            .map(Whitelists::block)
            .toList();
    // The usage is read first, because a failure after the change would suggest that nothing was
    // changed.
    KeyUsage usage = usage(call);
    Whitelist whitelist = call.apiKeys().addToWhitelist(call.organization(), call.apiKey(), blocks);
    return answer(call, paging, whitelist, usage);
  }

  private Answer remove(Call call) {
    call.apiKeys().removeFromWhitelist(call.organization(), call.apiKey(), call.block());
    return new Answer.Done(204);
  }

  private Answer answer(Call call, Paging paging, Whitelist whitelist, KeyUsage usage) {
    return paging.of(
        whitelist.entries(),
        entry -> EntryDocument.of(entry, usage(usage, entry), Links.self(href(call, entry))));
  }

  static CidrBlock block(Fields fields) {
    Optional<String> address = fields.text("ipAddress");
    Optional<String> block = fields.text("cidrBlock");
    if (address.isPresent() && block.isPresent()) {
      throw new ApiError("BAD_WHITELIST_ADD_REQUEST");
    }
    return address
        .map(Whitelists::single)
        .or(() -> block.map(text -> CidrBlock.parse(text, CidrBlock.HostBits.CLEAR)))
        .orElseThrow(() -> new ApiError("MISSING_ONE_OF_ATTRIBUTES", "ipAddress", "cidrBlock"));
  }

  /** Reads a single address. It may be written as a block of one address. */
  private static CidrBlock single(String text) {
    CidrBlock block = CidrBlock.parse(text, CidrBlock.HostBits.CLEAR);
    if (block.singleAddress().isEmpty()) {
      throw new ApiError("INVALID_IP_ADDRESS_OR_CIDR_NOTATION", text);
    }
    return block;
  }

  private static KeyUsage usage(Call call) {
    return call.apiKeys().getUsage(call.organization(), call.apiKey());
  }

  private static Usage usage(KeyUsage usage, WhitelistEntry entry) {
    return usage.entries().getOrDefault(entry.block(), Usage.none());
  }

  /** Returns the links of a single entry. As in Atlas, it links to its key, except under v2. */
  private List<Link> entityLinks(Call call, WhitelistEntry entry) {
    Link self = new Link(href(call, entry), "self");
    return call.base() == Base.V2
        ? List.of(self)
        : List.of(
            self,
            new Link(links.key(call, call.organization(), call.apiKey()), Links.KEY_RELATION));
  }

  private String href(Call call, WhitelistEntry entry) {
    return links.entry(call, entry.block());
  }
}
