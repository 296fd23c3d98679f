package io.weft.bench.documents;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads, one per connection, each of which does one document after the other. */
final class Workers implements AutoCloseable {

    private final int count;
    private final ExecutorService threads;

    Workers(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
    }

    /** Stores one document; returns once that is durable. */
    @FunctionalInterface
    interface Store {

        /** @param worker from 0; nobody else is called with the same at the same time */
        void store(int worker, long document) throws IOException, SQLException, InterruptedException;
    }

    /** @param done numbers of the documents that are stored */
    record Result(List<Long> done, Round round) {
    }

    private record Share(List<Long> done, List<Long> nanos) {
    }

    Result run(Duration time, Store store, Numbers numbers) throws InterruptedException, IOException {
        long begin = System.nanoTime();
        long deadline = begin + time.toNanos();
        List<Callable<Share>> tasks = new ArrayList<>();
        for (int worker = 0; worker < count; worker++) {
            int number = worker;
            tasks.add(() -> work(number, deadline, store, numbers));
        }
        List<Long> done = new ArrayList<>();
        List<Long> nanos = new ArrayList<>();
        for (Future<Share> share : threads.invokeAll(tasks)) {
            done.addAll(result(share).done);
            nanos.addAll(result(share).nanos);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Result(done, new Round(done.size() / seconds, sorted));
    }

    private static Share work(int worker, long deadline, Store store, Numbers numbers)
            throws IOException, SQLException, InterruptedException {
        Share share = new Share(new ArrayList<>(), new ArrayList<>());
        for (long begin = System.nanoTime(); begin < deadline; ) {
            long document = numbers.next();
            store.store(worker, document);
            long end = System.nanoTime();
            share.done.add(document);
            share.nanos.add(end - begin);
            begin = end;
        }
        return share;
    }

    private static Share result(Future<Share> share) throws InterruptedException, IOException {
        try {
            return share.get();
        } catch (ExecutionException e) {
            throw new IOException("a connection failed: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
