package io.weft.adapter.opcua;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Values that wait for intake, in the order in which they came.
 *
 * <p>At its capacity it is full, and publishing is paused: the server then keeps further values in its own queues
 * and reports what those could not hold. At twice the capacity {@link #put} blocks, which keeps Milo from sending
 * publish requests. So memory is bounded and nothing is dropped here.
 */
final class IntakeQueue {

    private final int capacity;
    private final Runnable onChange;
    private final Deque<Received> values = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition relieved = lock.newCondition();
    private boolean full;
    private boolean closed;
    private boolean drained;

    /**
     * @param onChange called after {@link #isFull()} has changed, by any thread; must not block
     */
    IntakeQueue(int capacity, Runnable onChange) {
        this.capacity = capacity;
        this.onChange = onChange;
    }

    /** @return false if nobody will take them any more */
    boolean put(List<Received> received) throws InterruptedException {
        boolean becameFull;
        lock.lockInterruptibly();
        try {
            while (values.size() >= 2L * capacity && !closed) {
                relieved.await();
            }
            if (drained) {
                return false;
            }
            values.addAll(received);
            becameFull = !full && values.size() >= capacity;
            full |= becameFull;
            filled.signal();
        } finally {
            lock.unlock();
        }
        if (becameFull) {
            onChange.run();
        }
        return true;
    }

    /**
     * The next batch: complete at {@code maximum} values, or {@code linger} after its first value was found.
     *
     * @return empty once the queue is closed and empty
     */
    List<Received> take(int maximum, long lingerNanos) throws InterruptedException {
        List<Received> batch = new ArrayList<>(Math.min(maximum, 64));
        boolean becameRelieved = false;
        lock.lockInterruptibly();
        try {
            while (values.isEmpty() && !closed) {
                filled.await();
            }
            long left = lingerNanos;
            while (values.size() < maximum && left > 0 && !closed) {
                left = filled.awaitNanos(left);
            }
            while (batch.size() < maximum && !values.isEmpty()) {
                batch.add(values.poll());
            }
            if (full && values.size() <= capacity / 2) {
                full = false;
                becameRelieved = true;
            }
            relieved.signalAll();
        } finally {
            lock.unlock();
        }
        if (becameRelieved) {
            onChange.run();
        }
        return batch;
    }

    int size() {
        lock.lock();
        try {
            return values.size();
        } finally {
            lock.unlock();
        }
    }

    /** From when the capacity is reached until half of it is free again. */
    boolean isFull() {
        lock.lock();
        try {
            return full;
        } finally {
            lock.unlock();
        }
    }

    /** No waiting from now on: what is queued can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
            relieved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the rest; nothing is accepted afterwards. */
    List<Received> drain() {
        lock.lock();
        try {
            drained = true;
            List<Received> rest = new ArrayList<>(values);
            values.clear();
            return rest;
        } finally {
            lock.unlock();
        }
    }

    static long nanos(long milliseconds) {
        return TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }
}
