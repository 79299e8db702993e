package io.claviger.store.cache.model;

import io.claviger.store.cache.model.Cache.Slot;
import java.util.ArrayList;
import java.util.List;

/** Those whose every task is one step: the clock, other nodes, and the want of room. */
interface Others extends Actor {
  @Override
  default boolean atRest() {
    return true;
  }

  /** Ticks, without end. */
  record Clock() implements Others {
    @Override
    public List<Step> steps(Moment moment) {
      return List.of(moment.step("ticks", moment.state().aged(), this));
    }
  }

  /** Commits these facts of a key, one after the other; this node is not told. */
  record OtherNode(int key, List<Facts> commits) implements Others {
    @Override
    public List<Step> steps(Moment moment) {
      if (commits.isEmpty()) {
        return List.of();
      }
      Database after = moment.state().database().commit(key, commits.get(0));
      OtherNode rest = new OtherNode(key, commits.subList(1, commits.size()));
      return List.of(moment.step("commits", moment.state().with(after), rest));
    }
  }

  /** Takes something out of the cache, so often: it was idle, or room is short. */
  record Eviction(int times) implements Others {
    @Override
    public List<Step> steps(Moment moment) {
      List<Step> steps = new ArrayList<>();
      if (times > 0) {
        addRecord(steps, moment);
        addFirstKey(steps, moment);
      }
      return steps;
    }

    private void addRecord(List<Step> steps, Moment moment) {
      Cache cache = moment.cache();
      if (cache.current() != Cache.NONE) {
        boolean unmarked = moment.has(Flaw.EVICTED_NOT_MARKED);
        Cache without = unmarked ? cache.withoutCurrent() : moment.protocol().dropCurrent(cache);
        steps.add(moment.step("takes the record", without, less()));
      }
    }

    private void addFirstKey(List<Step> steps, Moment moment) {
      Slot slot = moment.cache().slot(0);
      Protocol protocol = moment.protocol();
      if (slot.entry() != null) {
        steps.add(moment.step("takes the entry", protocol.removeEntry(moment.cache(), 0), less()));
      }
      if (slot.miss() != null) {
        steps.add(moment.step("takes the miss", protocol.removeMiss(moment.cache(), 0), less()));
      }
    }

    private Eviction less() {
      return new Eviction(times - 1);
    }
  }
}
