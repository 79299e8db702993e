package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyUsage;
import io.claviger.model.SecretInfo;
import io.claviger.model.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A secret of a service account.
 *
 * @param expiresAt null for never, which this server itself never makes
 * @param lastUsedAt when it was last exchanged for a token; null before that
 * @param maskedSecretValue absent in the response that creates it
 * @param secret in clear text in the response that creates it, absent in all others
 */
@JsonPropertyOrder({"createdAt", "expiresAt", "id", "lastUsedAt", "maskedSecretValue", "secret"})
public record AccountSecretDocument(
    String createdAt,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String expiresAt,
    String id,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String lastUsedAt,
    @Nullable String maskedSecretValue,
    @Nullable String secret) {
  private static final String MASK = ServiceAccounts.SECRETS.prefix() + "_...";

  /** Creates the documents of the secrets of an account, oldest first. */
  public static List<AccountSecretDocument> masked(List<SecretInfo> secrets, KeyUsage usage) {
    return secrets.stream()
        .map(info -> of(info, usage.secrets().getOrDefault(info.id(), Usage.none()), MASK, null))
        .toList();
  }

  /** Creates the document of a new secret, in clear text. */
  public static AccountSecretDocument clear(IssuedApiKey issued) {
    List<SecretInfo> secrets = issued.apiKey().secrets();
    SecretInfo newest = secrets.get(secrets.size() - 1);
    return of(newest, Usage.none(), null, issued.privateKey().reveal());
  }

  private static AccountSecretDocument of(
      SecretInfo info, Usage usage, @Nullable String masked, @Nullable String clear) {
    return new AccountSecretDocument(
        Json.seconds(info.createdAt()),
        info.expiresAt().map(Json::seconds).orElse(null),
        info.id().value(),
        usage.last().map(Usage.Last::at).map(Json::seconds).orElse(null),
        masked,
        clear);
  }

  /** Leaves out the secret. */
  @Override
  public String toString() {
    return "secret " + id;
  }
}
