package io.claviger.store.memory;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.UsageStore;
import java.util.stream.Stream;

/** An object with its own count: a key, a secret of a key, or an entry of its whitelist. */
sealed interface Counted {
  /** Returns the key that is counted, or the one that the secret or entry belongs to. */
  ApiKeyId key();

  /** Returns whether the key has it now. */
  boolean isPartOf(ApiKey present);

  /** A key. */
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

  /** An entry; if its block is removed and added again, that is another entry. */
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

  /** Returns all counted objects of a key. */
  static Stream<Counted> of(ApiKey key) {
    Stream<Counted> secrets = key.secrets().stream().map(info -> new Secret(key.id(), info.id()));
    Stream<Counted> entries =
        key.whitelist().entries().stream().map(entry -> Entry.of(key.id(), entry));
    return Stream.of(Stream.of(new Key(key.id())), secrets, entries).flatMap(each -> each);
  }

  /** Returns all objects that a request counts for. */
  static Stream<Counted> of(UsageStore.Subject subject) {
    ApiKeyId key = subject.apiKey();
    return Stream.concat(
        Stream.<Counted>of(new Key(key), new Secret(key, subject.secretId())),
        subject.entry().stream().map(entry -> Entry.of(key, entry)));
  }
}
