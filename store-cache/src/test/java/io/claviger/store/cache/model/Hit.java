package io.claviger.store.cache.model;

import io.claviger.store.cache.model.Cache.Entry;
import io.claviger.store.cache.model.Cache.Miss;
import io.claviger.store.cache.model.Worker.Ask;
import io.claviger.store.cache.model.Worker.Held;
import io.claviger.store.cache.model.Worker.Point;
import java.util.List;

/** A request that looks into the cache. The clock is what it reads last. */
enum Hit implements Point {
  /** The beginning of a request and its first read are one step. */
  IDLE {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      State state = moment.state();
      Ask ask = new Ask(state.returned(), state.seen().get(worker.key()));
      return worker.left() == 0 ? List.of() : FIND_ENTRY.steps(moment, worker.begin(ask));
    }

    @Override
    public boolean atRest() {
      return true;
    }
  },

  /** Where it starts, and starts over. */
  FIND_ENTRY {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Entry entry = moment.slot(worker).entry();
      return List.of(
          entry == null
              ? moment.step("finds no entry", worker.to(afterNoEntry(moment)))
              : moment.step("finds an entry", worker.to(READ_CONFIRMED_AT, held(entry))));
    }

    private Held held(Entry entry) {
      return Held.NOTHING.value(entry.value()).record(entry.record());
    }
  },

  READ_CONFIRMED_AT {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Held held = worker.held();
      int confirmedAt = moment.cache().confirmedAt(held.record());
      boolean early = moment.has(Flaw.CLOCK_READ_BEFORE_MARK) && !Age.tooOld(confirmedAt);
      Held read = held.stamp(early ? Age.NOW : confirmedAt);
      return List.of(
          moment.step("reads when its record was confirmed", worker.to(READ_MARK, read)));
    }
  },

  READ_MARK {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      return List.of(
          moment.cache().dropped(worker.held().record())
              ? moment.step("sees that its record was dropped", worker.to(Load.TAKE_STAMP))
              : moment.step("sees that its record lives", worker.to(CHECK_AGE, worker.held())));
    }
  },

  CHECK_AGE {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Held held = worker.held();
      return List.of(
          Age.tooOld(held.stamp())
              ? moment.step("finds it too old", worker.to(Load.TAKE_STAMP))
              : moment.answer("is answered by the entry: ", worker, held.value()));
    }
  },

  FIND_MISS {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Miss miss = moment.slot(worker).miss();
      return List.of(
          miss == null
              ? moment.step("finds no miss", worker.to(Load.TAKE_STAMP))
              : moment.step(
                  "finds a miss",
                  worker.to(CHECK_MISS, Held.NOTHING.value(miss.value()).stamp(miss.stamp()))));
    }
  },

  CHECK_MISS {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Held held = worker.held();
      return List.of(
          Age.tooOld(held.stamp()) && !moment.has(Flaw.MISS_NEVER_TOO_OLD)
              ? moment.step("finds it too old", worker.to(Load.TAKE_STAMP))
              : moment.answer("is answered by the miss: ", worker, held.value()));
    }
  };

  /** Where nothing is ever missing, the look for a miss would be a step that changes nothing. */
  private static Point afterNoEntry(Moment moment) {
    return moment.scenario().hasMisses() ? FIND_MISS : Load.TAKE_STAMP;
  }
}
