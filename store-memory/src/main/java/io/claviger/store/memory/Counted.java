package io.claviger.store.memory;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.UsedThrough;
import java.util.stream.Stream;

/** What has a count of its own: a key, one of its secrets, or one entry of its whitelist. */
sealed interface Counted {
  /** It, or the one that it belongs to. */
  ApiKeyId key();

  /** Whether the key has it, as it is now. */
  boolean isPartOf(ApiKey present);

  /** A key, however it is used. */
  record Key(ApiKeyId key) implements Counted {
    @Override
    public boolean isPartOf(ApiKey present) {
      return true;
    }
  }

  /** A secret. */
  record Secret(ApiKeyId key, SecretId secretId) implements Counted {
    @Override
    public boolean isPartOf(ApiKey present) {
      return present.secrets().stream().map(SecretInfo::id).anyMatch(secretId::equals);
    }
  }

  /** An entry, which is another one when its block is added again. */
  record Entry(ApiKeyId key, CidrBlock block, long addedIn) implements Counted {
    static Entry of(ApiKeyId key, WhitelistEntry entry) {
      return new Entry(key, entry.block(), entry.addedIn());
    }

    @Override
    public boolean isPartOf(ApiKey present) {
      return present
          .whitelist()
          .entry(block)
          .filter(listed -> listed.addedIn() == addedIn)
          .isPresent();
    }
  }

  /** All that a key has. */
  static Stream<Counted> of(ApiKey key) {
    Stream<Counted> secrets = key.secrets().stream().map(info -> new Secret(key.id(), info.id()));
    Stream<Counted> entries =
        key.whitelist().entries().stream().map(entry -> Entry.of(key.id(), entry));
    return Stream.of(Stream.of(new Key(key.id())), secrets, entries).flatMap(each -> each);
  }

  /** All that a request counts for. */
  static Stream<Counted> of(UsedThrough through) {
    ApiKeyId key = through.apiKey();
    return Stream.concat(
        Stream.<Counted>of(new Key(key), new Secret(key, through.secretId())),
        through.entry().stream().map(entry -> Entry.of(key, entry)));
  }
}
