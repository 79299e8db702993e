package io.claviger.simulation;

import java.util.List;

/**
 * A mistake that is planted in the sources of {@code store-cache}.
 *
 * <p>A thread that stops between two reads of memory is not simulated, so mistakes in their order
 * are not here; see {@code InterleavingTest} of the cache.
 *
 * @param name what is wrong
 * @param seed the first seed that is tried, which has found it; later ones follow
 * @param file the file with the text
 * @param before the text, which occurs once
 * @param after what stands in its place
 */
record Defect(String name, long seed, String file, String before, String after) {
  static List<Defect> all() {
    return List.of(
        new Defect(
            "a poll confirms as of its end",
            3,
            "Confirmer.java",
            "answer.ifPresent(changes -> apply(changes, begun));",
            "answer.ifPresent(changes -> apply(changes, store.now()));"),
        new Defect(
            "a recheck confirms as of its end",
            28,
            "Confirmer.java",
            "store.confirmed().confirm(done.begun());",
            "store.confirmed().confirm(store.now());"),
        new Defect(
            "a chunk of a recheck confirms as of its end",
            6,
            "Confirmer.java",
            "return organizations.learn(chunk, begun, seen);",
            "return organizations.learn(chunk, store.now(), seen);"),
        new Defect(
            "a recheck without a position confirms everything",
            110,
            "Confirmer.java",
            "if (position == null) {\n      // What a load",
            "if (false) {\n      // What a load"),
        new Defect(
            "a recheck that was not answered confirms everything",
            21,
            "Confirmer.java",
            "if (present.hasConfirmedAll()) {",
            "if (present.isOver()) {"),
        new Defect(
            "loads are not abandoned when a recheck begins",
            508,
            "Organizations.java",
            "lookups.abandonAll();",
            ""),
        new Defect(
            "revoked tokens are kept when a recheck begins",
            21,
            "RevokedTokenCache.java",
            "known.live.count() > 0",
            "false"),
        new Defect(
            "a recheck takes its position at its end",
            61,
            "Confirmer.java",
            "position = done.from();",
            "position = done.from() == null ? null : now(feed.orElseThrow());"),
        new Defect(
            "a feed that cannot tell confirms everything",
            15,
            "Confirmer.java",
            "answer.ifPresent(changes -> apply(changes, begun));",
            "answer.ifPresentOrElse(changes -> apply(changes, begun), () -> store.confirmed().confirm(begun));"),
        new Defect(
            "a poll evicts nothing",
            2,
            "Organizations.java",
            "if (freshness != null && !isAt(freshness, version.orElse(null))) {",
            "if (false) {"),
        new Defect(
            "a poll marks no load in flight",
            109,
            "Organizations.java",
            "lookups.mark(reported.keySet());",
            ""),
        new Defect(
            "a poll marks only loads of other revisions",
            594,
            "Organizations.java",
            "lookups.mark(reported.keySet());",
            "reported.forEach((id, version) -> { Freshness cached = current.get(id);\nif (cached != null && !isAt(cached, version.orElse(null))) lookups.mark(Set.of(id)); });"),
        new Defect(
            "a poll marks no read of revoked tokens",
            201,
            "RevokedTokenCache.java",
            "reads.mark(reported.keySet());",
            ""),
        new Defect(
            "a poll compares no counts of revoked tokens",
            2,
            "RevokedTokenCache.java",
            "id, (same, known) -> known.isAt(version.orElse(null)) ? known : null));",
            "id, (same, known) -> known));"),
        new Defect(
            "a recheck compares no counts of revoked tokens",
            1,
            "RevokedTokenCache.java",
            "known.isAt(versions.get(id)) ? known.confirmedAt(begun) : null",
            "known.confirmedAt(begun)"),
        new Defect(
            "a recheck compares no revisions",
            1,
            "Organizations.java",
            "if (isAt(freshness, seen.get(id))) {",
            "if (seen.get(id) != null) {"),
        new Defect(
            "a deleted organization is not evicted",
            1,
            "Organizations.java",
            "return version != null && freshness.isAt(version.revision());",
            "return version == null || freshness.isAt(version.revision());"),
        new Defect(
            "a recheck that sees a new revision marks no load in flight",
            51,
            "Organizations.java",
            "lookups.mark(Set.of(id));",
            ""),
        new Defect(
            "a load that sees a new revision marks no other load in flight",
            49,
            "Organizations.java",
            "lookups.mark(Set.of(brought.id()));",
            ""),
        new Defect(
            "a marked load is cached",
            3,
            "Organizations.java",
            "return load.isAbandoned() || load.isMarked(brought.id());",
            "return load.isAbandoned();"),
        new Defect(
            "a load confirms as of its end",
            3,
            "KeyCache.java",
            "Freshness freshness = organizations.complete(load, found);",
            "Freshness freshness = organizations.complete(load, found);\nif (freshness != null) freshness.confirm(store.now());"),
        new Defect(
            "the age of a loaded answer is not compared",
            1,
            "Loader.java",
            "|| age > options.maxStaleness().toNanos();",
            "|| age < 0;"),
        new Defect(
            "an evicted key is a hit",
            1,
            "KeyCache.java",
            "return !evicted && Confirmed",
            "return Confirmed"),
        new Defect(
            "only the monotonic clock counts",
            1,
            "Moment.java",
            "return Math.max(now.nanos - nanos, TimeUnit.MILLISECONDS.toNanos(now.millis - millis));",
            "return Math.max(now.nanos - nanos, TimeUnit.MILLISECONDS.toNanos(0));"),
        new Defect(
            "only the wall clock counts",
            5,
            "Moment.java",
            "return Math.max(now.nanos - nanos, TimeUnit.MILLISECONDS.toNanos(now.millis - millis));",
            "return TimeUnit.MILLISECONDS.toNanos(now.millis - millis);"),
        new Defect(
            "an own change does not evict",
            1,
            "KeyCache.java",
            "organizations.evict(organization);",
            ""),
        new Defect(
            "an own change marks no load in flight",
            6,
            "KeyCache.java",
            "lookups.mark(Set.of(organization));",
            ""),
        new Defect(
            "an own revocation of a token does not evict",
            1,
            "RevokedTokenCache.java",
            "seen.invalidate(organization);",
            ""),
        new Defect(
            "unknown keys stay unknown",
            1,
            "UnknownKeys.java",
            "return since != null && since.ageAt(clocks.now()) <= life;",
            "return since != null;"),
        new Defect(
            "a created key stays unknown",
            1,
            "KeyCache.java",
            "created.forEach(unknown::forget);",
            ""));
  }
}
