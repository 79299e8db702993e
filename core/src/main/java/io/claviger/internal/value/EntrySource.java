package io.claviger.internal.value;

import io.claviger.WhitelistEntry;
import java.util.Optional;

/** Entries that are told by their index until somebody wants to see one. */
public interface EntrySource {
  /** The entry of that index, if that is one. */
  Optional<WhitelistEntry> entry(int index);
}
