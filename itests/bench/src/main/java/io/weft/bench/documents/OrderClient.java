package io.weft.bench.documents;

import io.weft.bench.hub.BenchHub;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends orders over some connections at once, each of them the next as soon as the last is answered. */
final class OrderClient implements Contender {

    private final List<OrderConnection> connections = new ArrayList<>();
    private final Workers workers;
    private final Numbers numbers;
    private final List<Long> acknowledged = new ArrayList<>();

    OrderClient(BenchHub hub, int connections, Numbers numbers) throws IOException {
        OrderDocument order = new OrderDocument();
        for (int i = 0; i < connections; i++) {
            this.connections.add(new OrderConnection(hub.address(), hub.password(BenchHub.SENDER), order));
        }
        this.workers = new Workers(connections);
        this.numbers = numbers;
    }

    /** Orders that the hub said it has taken. */
    List<Long> acknowledged() {
        return acknowledged;
    }

    @Override
    public Round run(Duration time) throws InterruptedException, IOException {
        Workers.Result result = workers.run(time, (worker, n) -> send(connections.get(worker), n), numbers);
        acknowledged.addAll(result.done());
        return result.round();
    }

    /** Sends some orders once more, under their keys and with their bytes. @return how many were taken */
    int repeat(List<Long> orders) throws IOException, InterruptedException {
        int taken = 0;
        for (long order : orders) {
            send(connections.get(0), order);
            taken++;
        }
        return taken;
    }

    /** Until it is taken: an order whose answer was lost is sent again. */
    private static void send(OrderConnection connection, long n) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                if (connection.post(n)) {
                    return;
                }
            } catch (IOException e) {
                if (attempt == 10) {
                    throw e;
                }
            }
            if (attempt == 10) {
                throw new IOException("the hub did not take order " + n);
            }
            TimeUnit.MILLISECONDS.sleep(100L * attempt);
        }
    }

    @Override
    public void close() throws IOException {
        workers.close();
        for (OrderConnection connection : connections) {
            connection.close();
        }
    }
}
