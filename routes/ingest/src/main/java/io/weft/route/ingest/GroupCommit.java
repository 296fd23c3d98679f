package io.weft.route.ingest;

import io.weft.thread.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Lets callers that arrive while commits are under way share the next one. There is no thread and no timer: the caller that
 * finds a commit free commits at once, alone if need be; whoever comes meanwhile queues up, and when a commit is done the
 * first in the queue takes all of them into one transaction. So an idle store adds no delay, and a busy one does as many
 * items per commit as it has callers. More than one commit at a time keeps the processors busy while another waits for the
 * disk.
 *
 * @param <T> item
 * @param <R> what its caller gets
 */
final class GroupCommit<T, R> {

    private final Transaction<T, R> transaction;
    private final int maximum;
    private final Queue<Waiting<T, R>> queue = new ArrayDeque<>();
    private int free;

    /**
     * @param maximum    items per transaction
     * @param concurrent transactions at a time
     */
    GroupCommit(Transaction<T, R> transaction, int maximum, int concurrent) {
        this.transaction = transaction;
        this.maximum = maximum;
        this.free = concurrent;
    }

    /**
     * Returns the item's own result once the transaction that holds it is committed.
     *
     * @throws InterruptedException if the caller was interrupted before anybody began to commit the item
     */
    R commit(T item) throws StoreUnavailableException, InterruptedException {
        Waiting<T, R> mine = new Waiting<>(item);
        if (enter(mine) || await(mine)) {
            lead(mine);
        }
        return mine.result();
    }

    /** @return whether it is the caller's turn to lead; otherwise another has settled the item */
    private boolean await(Waiting<T, R> mine) throws InterruptedException {
        try {
            return mine.turn.get();
        } catch (InterruptedException e) {
            if (withdraw(mine)) {
                throw e;
            }
            boolean leads = mine.turn.join();
            Thread.currentThread().interrupt();
            return leads;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a turn never fails", e);
        }
    }

    /** @return whether the item left the queue before its turn came and before another took it along */
    private synchronized boolean withdraw(Waiting<T, R> mine) {
        return queue.remove(mine);
    }

    /** Callers that wait for the next commit. */
    synchronized int waiting() {
        return queue.size();
    }

    /** @return whether the caller leads at once; otherwise its item is in the queue */
    private synchronized boolean enter(Waiting<T, R> mine) {
        if (free > 0) {
            free--;
            return true;
        }
        queue.add(mine);
        return false;
    }

    /** Commits the leader's item with what waits, then hands the lead on. */
    private void lead(Waiting<T, R> leader) {
        List<Waiting<T, R>> group = group(leader);
        try {
            commit(group);
        } finally {
            handOver();
        }
    }

    private synchronized List<Waiting<T, R>> group(Waiting<T, R> leader) {
        List<Waiting<T, R>> group = new ArrayList<>(Math.min(queue.size() + 1, maximum));
        group.add(leader);
        while (group.size() < maximum && !queue.isEmpty()) {
            group.add(queue.remove());
        }
        return group;
    }

    /** The next leader leaves the queue with this, so that no other group can take its item along. */
    private synchronized void handOver() {
        Waiting<T, R> next = queue.poll();
        if (next == null) {
            free++;
        } else {
            next.turn.complete(true);
        }
    }

    private void commit(List<Waiting<T, R>> group) {
        try {
            List<R> results = transaction.commit(group.stream().map(waiting -> waiting.item).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).succeed(results.get(i));
            }
        } catch (RuntimeException e) {
            settleApart(group, e);
        } catch (StoreUnavailableException | Error e) {
            group.forEach(waiting -> waiting.fail(e));
        }
    }

    /** One item that the store cannot digest must not be its neighbours' failure: each gets a transaction of its own. */
    private void settleApart(List<Waiting<T, R>> group, RuntimeException cause) {
        if (group.size() == 1) {
            group.get(0).fail(cause);
        } else {
            group.forEach(waiting -> commit(List.of(waiting)));
        }
    }

    /** Commits all items or none; results in the order of the items. */
    @FunctionalInterface
    interface Transaction<T, R> {
        List<R> commit(List<T> items) throws StoreUnavailableException;
    }

    private static final class Waiting<T, R> {

        private final T item;
        /** True: it is this caller's turn to lead. False: another has settled its item. */
        private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
        private volatile R result;
        private volatile Throwable failure;

        Waiting(T item) {
            this.item = item;
        }

        void succeed(R value) {
            result = value;
            turn.complete(false);
        }

        void fail(Throwable cause) {
            failure = cause;
            turn.complete(false);
        }

        R result() throws StoreUnavailableException {
            if (failure instanceof StoreUnavailableException unavailable) {
                throw new StoreUnavailableException(unavailable.getMessage(), unavailable);
            }
            if (failure != null) {
                throw new IllegalStateException(failure.toString(), failure);
            }
            return result;
        }
    }
}
