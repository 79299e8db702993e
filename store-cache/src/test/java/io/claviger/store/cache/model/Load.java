package io.claviger.store.cache.model;

import io.claviger.store.cache.model.Cache.Entry;
import io.claviger.store.cache.model.Cache.Flight;
import io.claviger.store.cache.model.Cache.Miss;
import io.claviger.store.cache.model.Database.Value;
import io.claviger.store.cache.model.Worker.Held;
import io.claviger.store.cache.model.Worker.Point;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A request that asks the store for its key, or waits for another that does. */
enum Load implements Point {
  TAKE_STAMP {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Value early = moment.has(Flaw.READ_BEFORE_REGISTERED) ? moment.read(worker) : null;
      Held held = Held.NOTHING.stamp(Age.NOW).value(early);
      return List.of(moment.step("takes a stamp", worker.to(REGISTER, held)));
    }
  },

  REGISTER {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Flight flight = moment.slot(worker).flight();
      return List.of(flight == null ? registers(moment, worker) : joins(moment, worker, flight));
    }

    private Step registers(Moment moment, Worker worker) {
      Cache cache = withFlight(moment.cache(), worker, new Flight(false));
      return moment.step("registers a flight", cache, worker.to(READ, worker.held()));
    }

    private Step joins(Moment moment, Worker worker, Flight flight) {
      Held held = Held.NOTHING.mark(flight.dropped() && !moment.has(Flaw.LATE_CALLERS_SERVED));
      int arrived = moment.has(Flaw.AGE_FROM_ARRIVAL) ? Age.NOW : Age.NONE;
      return moment.step("joins a flight", worker.to(WAIT, held.stamp(arrived)));
    }
  },

  /** Goes on when the flight lands. */
  WAIT {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      return List.of();
    }
  },

  READ {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Held held = worker.held();
      Held read = held.value() == null ? held.value(moment.read(worker)) : held;
      Step answered = moment.step("reads: " + read.value(), worker.to(SETTLE, read));
      return moment.scenario().storeFails()
          ? List.of(answered, failed(moment, worker))
          : List.of(answered);
    }

    private Step failed(Moment moment, Worker worker) {
      Entry entry = moment.slot(worker).entry();
      if (moment.has(Flaw.FAILS_OPEN) && entry != null && entry.value() != null) {
        return moment.answer("cannot read, is answered by the entry: ", worker, entry.value());
      }
      State landed = land(moment.state(), worker, waiting -> waiting.end(Hit.IDLE));
      return moment.trouble(
          "cannot read, is refused with all who wait",
          moment.has(Flaw.FAILED_FLIGHT_STAYS) ? moment.state() : landed,
          worker.end(Hit.IDLE));
    }
  },

  /** The mark of its flight is read in the same step that acts on it. */
  SETTLE {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Worker marked =
          worker.to(SETTLE_MARKED, worker.held().mark(moment.slot(worker).flight().dropped()));
      return moment.has(Flaw.MARK_READ_BEFORE)
          ? List.of(moment.step("reads the mark of its flight", marked))
          : SETTLE_MARKED.steps(moment, marked);
    }
  },

  /** A point of its own only where the mark was read before. */
  SETTLE_MARKED {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Worker stamped = worker.stampedAnew(moment.has(Flaw.LOAD_STAMPED_AT_END));
      boolean absent = worker.held().value().facts() == Facts.ABSENT;
      return List.of(absent ? settleMiss(moment, stamped) : settle(moment, stamped));
    }

    private Step settle(Moment moment, Worker worker) {
      Held held = worker.held();
      Cache settled =
          moment.protocol().settle(moment.cache(), held.stamp(), held.value(), held.mark());
      Held next = held.mark(false).record(moment.protocol().recordOf(settled, held.value()));
      return moment.step("settles the record", settled, worker.to(STORE, next));
    }

    private Step settleMiss(Moment moment, Worker worker) {
      Held held = worker.held();
      Miss miss = new Miss(held.value(), held.stamp());
      Cache settled = moment.protocol().settleMiss(moment.cache(), worker.key(), miss, held.mark());
      return moment.step("settles the miss", settled, worker.to(REMOVE_ENTRY, held.mark(false)));
    }
  },

  STORE {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Held held = worker.held();
      Cache stored =
          moment.protocol().store(moment.cache(), worker.key(), held.value(), held.record());
      Point next = moment.scenario().hasMisses() ? REMOVE_MISS : LAND;
      return List.of(
          moment.step("stores the entry", stored, worker.to(next, held.record(Cache.NONE))));
    }
  },

  REMOVE_MISS {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Cache removed =
          moment.has(Flaw.OLD_MISS_STAYS)
              ? moment.cache()
              : moment.protocol().removeMiss(moment.cache(), worker.key());
      return List.of(moment.step("removes the miss", removed, worker.to(LAND, worker.held())));
    }
  },

  REMOVE_ENTRY {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Cache removed =
          moment.has(Flaw.OLD_ENTRY_STAYS)
              ? moment.cache()
              : moment.protocol().removeEntry(moment.cache(), worker.key());
      return List.of(moment.step("removes the entry", removed, worker.to(LAND, worker.held())));
    }
  },

  /** Takes the flight out of the map, then hands its result to all who wait. */
  LAND {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Held result = worker.held();
      State landed = land(moment.state(), worker, waiting -> handed(waiting, result));
      return List.of(moment.step("lands", landed, worker.to(HANDED, result)));
    }

    /** Who came after a drop starts over. */
    private Worker handed(Worker waiting, Held result) {
      int arrived = waiting.held().stamp();
      return waiting.held().mark()
          ? waiting.to(Hit.FIND_ENTRY)
          : waiting.to(HANDED, arrived == Age.NONE ? result : result.stamp(arrived));
    }
  },

  HANDED {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Held held = worker.held();
      return List.of(
          Age.tooOld(held.stamp())
              ? moment.step("finds the result too old, starts over", worker.to(Hit.FIND_ENTRY))
              : moment.answer("is answered by the flight: ", worker, held.value()));
    }
  };

  private static State land(State state, Worker owner, UnaryOperator<Worker> hand) {
    List<Actor> actors =
        Copies.of(
            state.actors(),
            actor ->
                actor instanceof Worker waiting && waiting.waitsFor(owner)
                    ? hand.apply(waiting)
                    : actor);
    return state.with(withFlight(state.cache(), owner, null)).with(actors);
  }

  private static Cache withFlight(Cache cache, Worker owner, @Nullable Flight flight) {
    return cache.withSlot(owner.key(), slot -> slot.with(flight));
  }
}
