package io.claviger.examples.atlas.http;

import io.claviger.Ticker;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Reads bodies into memory, and of all together no more than there is room for. A body takes room
 * as it comes: one that is only announced takes none from those that are sent.
 */
final class Bodies {
  private final int mostBytes;
  private final int slowest;
  private final long patienceNanos;
  private final Semaphore room;
  private final Ticker ticker;

  Bodies(Limits limits, Ticker ticker) {
    this.mostBytes = limits.bodies().most();
    this.slowest = limits.bodies().slowest();
    this.patienceNanos = limits.idle().toNanos();
    this.room = new Semaphore(limits.bodies().together());
    this.ticker = ticker;
  }

  /** Whether it can be read at all, by the length that it announces. */
  boolean allows(long length) {
    return length <= mostBytes;
  }

  /** Hands the body over once it is whole, or what was wrong with it. */
  void read(Content.Source source, Promise.Invocable<byte[]> reader) {
    new Reading(source, reader).run();
  }

  private final class Reading implements Invocable.Task {
    private final Content.Source source;
    private final Promise.Invocable<byte[]> reader;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final long began = ticker.nanos();

    Reading(Content.Source source, Promise.Invocable<byte[]> reader) {
      this.source = source;
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
        fail(new TimeoutException("fewer than " + slowest + " bytes a second"));
      } else {
        source.demand(this);
      }
    }

    /** By what came of this body: Jetty's own limit of the kind counts those of all clients. */
    private boolean isTooSlow() {
      long nanosToCome = body.size() * 1_000_000_000L / slowest;
      return ticker.nanos() - began - patienceNanos > nanosToCome;
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
      } else if (last) {
        room.release(body.size());
        reader.succeeded(body.toByteArray());
      }
      return refusal != 0 || last;
    }

    /** Copies it, since what it is in is larger; the status of a refusal, or 0. */
    private int add(Content.Chunk chunk) {
      byte[] bytes = new byte[chunk.remaining()];
      if (bytes.length > mostBytes - body.size()) {
        return HttpStatus.PAYLOAD_TOO_LARGE_413;
      }
      if (!room.tryAcquire(bytes.length)) {
        return HttpStatus.SERVICE_UNAVAILABLE_503;
      }
      chunk.get(bytes, 0, bytes.length);
      body.writeBytes(bytes);
      return 0;
    }

    private void fail(Throwable failure) {
      room.release(body.size());
      source.fail(failure);
      reader.failed(failure);
    }
  }
}
