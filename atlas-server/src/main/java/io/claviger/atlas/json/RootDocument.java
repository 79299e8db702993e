package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.model.ApiKey;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A description of the server and of the calling key. */
@JsonPropertyOrder({"apiKey", "appName", "build", "links", "throttling"})
public record RootDocument(
    Self apiKey, String appName, String build, List<Link> links, boolean throttling) {
  /** The only name that the clients of Atlas know. */
  private static final String NAME = "MongoDB Atlas";

  /** The calling key; a service account has its client id as public key. */
  @JsonPropertyOrder({"accessList", "id", "publicKey", "roles"})
  public record Self(
      List<Block> accessList, String id, String publicKey, List<RoleDocument> roles) {}

  /**
   * A block from which the key may call.
   *
   * @param ipAddress null if the block is not a single address; it is written even then
   */
  @JsonPropertyOrder({"cidrBlock", "ipAddress"})
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Block(String cidrBlock, @Nullable String ipAddress) {
    static Block of(CidrBlock block) {
      return new Block(
          block.toString(), block.singleAddress().map(IpAddress::toString).orElse(null));
    }
  }

  /** Creates the document for this key. */
  public static RootDocument of(ApiKey key, List<Link> links) {
    Self self =
        new Self(
            key.whitelist().entries().stream().map(entry -> Block.of(entry.block())).toList(),
            key.id().value(),
            ServiceAccounts.publicKey(key),
            key.roles().stream().map(role -> RoleDocument.of(key.organization(), role)).toList());
    return new RootDocument(self, NAME, "0.1.0", links, false);
  }
}
