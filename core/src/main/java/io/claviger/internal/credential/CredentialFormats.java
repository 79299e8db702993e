package io.claviger.internal.credential;

import io.claviger.internal.text.TokenText;
import io.claviger.model.ApiKey;
import io.claviger.model.InvalidValueException;
import io.claviger.model.KeyKind;
import io.claviger.model.NewApiKey;
import io.claviger.model.PrivateKey;
import io.claviger.model.SecretInfo;
import io.claviger.model.TokenFormat;
import io.claviger.spi.store.LookupSecret;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The formats of credentials that the application declared.
 *
 * @param byDefault the format of keys for which nobody asked for another one
 * @param tokens the formats of tokens; empty if the application declared none, so that tokens of
 *     every prefix are issued and accepted
 * @param clients the formats of the secrets of clients, by the kind of their keys
 */
public record CredentialFormats(
    CredentialFormat byDefault, List<TokenFormat> tokens, Map<KeyKind, TokenFormat> clients) {
  /** Pairs by default, and tokens of every prefix. */
  public static CredentialFormats undeclared() {
    return new CredentialFormats(new PairCredentials(), List.of(), Map.of());
  }

  /** Tokens of these formats only, by default those of the first one. */
  public static CredentialFormats tokens(List<TokenFormat> tokens) {
    return new CredentialFormats(new TokenCredentials(tokens.get(0).prefix()), tokens, Map.of());
  }

  /** Returns these formats, with clients of these kinds. */
  public CredentialFormats withClients(Map<KeyKind, TokenFormat> newClients) {
    Map<KeyKind, TokenFormat> inOrder =
        Collections.unmodifiableMap(new LinkedHashMap<>(newClients));
    return new CredentialFormats(byDefault, tokens, inOrder);
  }

  /** Checks whether the keys of this kind are clients, whose secrets are only exchanged. */
  public boolean isClient(KeyKind kind) {
    return clients.containsKey(kind);
  }

  /** Returns the format for a new key. */
  CredentialFormat of(NewApiKey request) {
    return ofClient(request.kind()).orElseGet(() -> ofForm(request));
  }

  private CredentialFormat ofForm(NewApiKey request) {
    return request.isPair()
        ? new PairCredentials()
        : request.tokenFormat().map(this::of).orElse(byDefault);
  }

  private Optional<CredentialFormat> ofClient(KeyKind kind) {
    return Optional.ofNullable(clients.get(kind))
        .map(format -> new TokenCredentials(format.prefix()));
  }

  /** Returns the format for these tokens, or throws if their prefix is not declared. */
  private CredentialFormat of(TokenFormat tokens) {
    String prefix = tokens.prefix();
    if (!isDeclared(prefix)) {
      throw InvalidValueException.of(
          "token prefix",
          prefix,
          "is not declared, so the token would be refused; pass its format to"
              + " Claviger.Builder.tokens too");
    }
    return new TokenCredentials(prefix);
  }

  /**
   * Returns the format of a key, by the redacted form of its newest secret. If the key has no
   * secret, or one of another form, its public half decides: it is a pair if that is the public
   * half of a pair. Otherwise the prefix of its tokens is unknown. Then it gets the default, and so
   * it does if that prefix is not declared.
   */
  CredentialFormat of(ApiKey key) {
    return ofClient(key.kind()).orElseGet(() -> ofSecrets(key));
  }

  private CredentialFormat ofSecrets(ApiKey key) {
    List<SecretInfo> secrets = key.secrets();
    String newest = secrets.isEmpty() ? "" : secrets.get(secrets.size() - 1).hint().redacted();
    Optional<String> prefix = TokenText.ofRedacted(newest).map(TokenText::prefix);
    if (prefix.isPresent()) {
      return prefix
          .filter(this::isDeclared)
          .<CredentialFormat>map(TokenCredentials::new)
          .orElse(byDefault);
    }
    return PairCredentials.isHint(newest) || PairCredentials.isPublicKey(key.publicKey())
        ? new PairCredentials()
        : byDefault;
  }

  private boolean isDeclared(String prefix) {
    return tokens.isEmpty() || hasPrefix(tokens, prefix) || hasPrefix(clients.values(), prefix);
  }

  /** Uses no stream, because every request with a token may call it. */
  private static boolean hasPrefix(Collection<TokenFormat> formats, String prefix) {
    for (TokenFormat format : formats) {
      if (format.prefix().equals(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Returns each declared format once: those of tokens, then those of clients. */
  public List<TokenFormat> all() {
    return Stream.concat(tokens.stream(), clients.values().stream()).distinct().toList();
  }

  /** Checks whether a secret of a key is a token whose prefix is not declared. */
  public boolean refuses(LookupSecret secret) {
    return !tokens.isEmpty() && secret.tokenPrefix().filter(each -> !isDeclared(each)).isPresent();
  }

  /**
   * Checks whether this is a token whose prefix is not declared. A declared one is recognised by
   * its head alone, because every request calls this.
   */
  public boolean refuses(PrivateKey presented) {
    if (tokens.isEmpty()) {
      return false;
    }
    String text = presented.reveal();
    for (TokenFormat declared : tokens) {
      if (TokenText.hasPrefix(text, declared.prefix())) {
        return false;
      }
    }
    return TokenText.of(text).filter(token -> !isDeclared(token.prefix())).isPresent();
  }
}
