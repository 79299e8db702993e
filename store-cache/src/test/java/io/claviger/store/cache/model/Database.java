package io.claviger.store.cache.model;

import java.util.ArrayList;
import java.util.List;

/** The organization with its keys, and all that it ever was. Each commit makes a version. */
record Database(List<Version> versions) {
  /** A committed state: the facts of each key, and the age of the commit. */
  record Version(List<Facts> keys, int age) {
    Version aged() {
      return new Version(keys, Age.afterTick(age));
    }
  }

  /** A key as it was read, and the version it was read at. */
  record Value(Facts facts, int version) {
    @Override
    public String toString() {
      return facts + " in version " + version;
    }
  }

  static Database with(List<Facts> keys) {
    return new Database(List.of(new Version(keys, Age.NOW)));
  }

  /** Revisions are unique and without order: 1, 0, 3, 2 ... */
  static int revision(int version) {
    return version ^ 1;
  }

  int current() {
    return versions.size() - 1;
  }

  Value read(int key) {
    return new Value(facts(current(), key), current());
  }

  Facts facts(int version, int key) {
    return versions.get(version).keys().get(key);
  }

  /** How long ago this version was the committed one for the last time. */
  int lastHeld(int version) {
    return version == current() ? Age.NOW : versions.get(version + 1).age();
  }

  Database commit(int key, Facts facts) {
    List<Facts> keys = Copies.with(versions.get(current()).keys(), key, facts);
    List<Version> all = new ArrayList<>(versions);
    all.add(new Version(keys, Age.NOW));
    return new Database(List.copyOf(all));
  }

  Database aged() {
    return new Database(Copies.of(versions, Version::aged));
  }
}
