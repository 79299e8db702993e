package io.claviger.management.internal.api;

import io.claviger.ManagementCall;
import io.claviger.http.ClientAddress;
import io.claviger.management.internal.json.JsonDocument;
import io.claviger.management.internal.json.JsonObject;
import io.claviger.model.ApiKey;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyUsage;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import java.util.List;
import java.util.Optional;

/** Reads and changes whitelists, and tries changes. */
final class WhitelistRoutes {
  private static final String PATH = "organizations/*/keys/*/whitelist";

  List<Route> routes() {
    return List.of(
        Route.of("GET", PATH, this::get),
        Route.of("PATCH", PATH, this::change)
            .withBodyFor(call -> ManagementCall.changeWhitelist(call.key())),
        Route.of("POST", PATH + "/preview", this::preview).withBody());
  }

  private Reply get(Call call) {
    Whitelist unused = call.keys().getWhitelist(call.organization(), call.key());
    ApiKey key = call.keys().get(call.organization(), call.key());
    return Reply.ok(document(key.whitelist(), KeyRoutes.usage(call)))
        .with("ETag", EntityTag.of(key));
  }

  private Reply change(Call call) {
    Optional<KeyUsage> usage = KeyRoutes.usage(call);
    Edit edit = Edit.of(call.json("add", "remove"));
    Whitelist after =
        EntityTag.keys(call)
            .changeWhitelist(call.organization(), call.key(), edit.remove(), edit.add());
    return Reply.ok(document(after, usage));
  }

  /** Answers what a change would do, and whether the address may use the key then. */
  private Reply preview(Call call) {
    Optional<KeyUsage> usage = KeyRoutes.usage(call);
    JsonObject json = call.json("add", "remove", "address");
    Edit edit = Edit.of(json);
    Whitelist after =
        call.keys().previewWhitelist(call.organization(), call.key(), edit.remove(), edit.add());
    Optional<IpAddress> address = json.text("address").map(IpAddress::parse).or(() -> own(call));
    JsonDocument document = document(after, usage).with("address", address);
    if (address.isEmpty()) {
      return Reply.ok(document);
    }
    boolean required =
        call.keys().getOrganization(call.organization()).settings().isWhitelistRequired();
    Optional<WhitelistEntry> entry = after.match(address.get());
    return Reply.ok(
        document
            .with("admitted", entry.isPresent() || (after.isEmpty() && !required))
            .with("admittedBy", entry.map(WhitelistEntry::block)));
  }

  private static Optional<IpAddress> own(Call call) {
    return call.sender().address() instanceof ClientAddress.Known known
        ? Optional.of(known.address())
        : Optional.empty();
  }

  private static JsonDocument document(Whitelist whitelist, Optional<KeyUsage> usage) {
    List<JsonDocument> entries =
        whitelist.entries().stream().map(entry -> Documents.entry(entry, usage)).toList();
    return Documents.page("entries", entries, Optional.empty());
  }

  private record Edit(List<CidrBlock> remove, List<CidrBlock> add) {
    static Edit of(JsonObject json) {
      return new Edit(Values.blocks(json, "remove"), Values.blocks(json, "add"));
    }
  }
}
