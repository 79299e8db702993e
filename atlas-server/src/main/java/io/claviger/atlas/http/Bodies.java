package io.claviger.atlas.http;

import io.claviger.spi.Ticker;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Reads bodies into memory, up to a bound for all of them together. A body takes room as its bytes
 * arrive, so an announced body takes none from the others. If a request is not admitted, its body
 * is read and dropped, so that the sender reads the response; it takes no room. Bodies of senders
 * that are not known yet are shorter, and have a smaller bound of their own.
 */
final class Bodies {
  private final HttpLimits.Bodies limits;
  private final long timeoutNanos;
  private final Room known;
  private final Room unknown;
  private final Ticker ticker;

  Bodies(HttpLimits limits, Ticker ticker) {
    this.limits = limits.bodies();
    this.timeoutNanos = limits.idle().toNanos();
    this.known = new Room(limits.bodies().together(), limits.bodies().each());
    this.unknown = new Room(limits.bodies().each(), limits.bodies().most());
    this.ticker = ticker;
  }

  /** Returns whether a body with this announced length may be read of anybody. */
  boolean allows(long length) {
    return length <= limits.most();
  }

  /** Returns whether a body with this announced length may be read of this sender. */
  boolean allows(long length, Optional<Judged.Sender> sender) {
    return length <= most(sender);
  }

  private int most(Optional<Judged.Sender> sender) {
    return sender.isPresent() && !sender.get().known() ? limits.mostOfUnknown() : limits.most();
  }

  /**
   * Passes the whole body to the reader, or the failure that ended it. Without a sender, the body
   * is dropped, and the reader gets an empty one.
   */
  void read(
      Content.Source source, Optional<Judged.Sender> sender, Promise.Invocable<byte[]> reader) {
    new Reading(source, sender, reader).run();
  }

  private Room room(Judged.Sender sender) {
    return sender.known() ? known : unknown;
  }

  private final class Reading implements Invocable.Task, Room.Body {
    private final Content.Source source;
    private final Optional<Judged.Sender> sender;
    private final Promise.Invocable<byte[]> reader;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final long began = ticker.nanos();
    private final AtomicBoolean over = new AtomicBoolean();
    private int came;

    Reading(
        Content.Source source, Optional<Judged.Sender> sender, Promise.Invocable<byte[]> reader) {
      this.source = source;
      this.sender = sender;
      this.reader = reader;
    }

    @Override
    public InvocationType getInvocationType() {
      return reader.getInvocationType();
    }

    @Override
    public void run() {
      for (Content.Chunk chunk = source.read(); chunk != null; chunk = source.read()) {
        if (isOver(chunk)) {
          return;
        }
      }
      if (isTooSlow()) {
        fail(new TimeoutException("fewer than " + limits.slowest() + " bytes a second"));
      } else if (over.get()) {
        boolean unused = finish(); // Another body ended this one while it took room.
      } else {
        source.demand(this);
      }
    }

    /** Measures this body alone, because Jetty's own limit counts the bytes of all clients. */
    private boolean isTooSlow() {
      long nanosToCome = came * 1_000_000_000L / limits.slowest();
      return ticker.nanos() - began - timeoutNanos > nanosToCome;
    }

    private boolean isOver(Content.Chunk chunk) {
      if (Content.Chunk.isFailure(chunk)) {
        fail(chunk.getFailure());
        return true;
      }
      int refusal = add(chunk);
      boolean last = chunk.isLast();
      chunk.release();
      if (refusal != 0) {
        fail(new HttpException.RuntimeException(refusal));
      } else if (last && finish()) {
        reader.succeeded(body.toByteArray());
      }
      return refusal != 0 || last;
    }

    /** Returns the status of a refusal, or 0. */
    private int add(Content.Chunk chunk) {
      int bytes = chunk.remaining();
      if (bytes > most(sender) - came) {
        return HttpStatus.PAYLOAD_TOO_LARGE_413;
      }
      if (sender.isPresent() && !keep(chunk, sender.get())) {
        return HttpStatus.SERVICE_UNAVAILABLE_503;
      }
      came += bytes;
      return 0;
    }

    /** Copies the bytes, because the buffer around them is larger. */
    private boolean keep(Content.Chunk chunk, Judged.Sender owner) {
      byte[] bytes = new byte[chunk.remaining()];
      if (!room(owner).take(owner.name(), this, bytes.length)) {
        return false;
      }
      chunk.get(bytes, 0, bytes.length);
      body.writeBytes(bytes);
      return true;
    }

    @Override
    public void end() {
      fail(new HttpException.RuntimeException(HttpStatus.SERVICE_UNAVAILABLE_503));
    }

    private void fail(Throwable failure) {
      if (finish()) {
        source.fail(failure);
        reader.failed(failure);
      }
    }

    /** Gives the room back. Returns false if the body is over already, by another thread. */
    private boolean finish() {
      boolean first = over.compareAndSet(false, true);
      sender.ifPresent(owner -> room(owner).giveBack(owner.name(), this));
      return first;
    }
  }
}
