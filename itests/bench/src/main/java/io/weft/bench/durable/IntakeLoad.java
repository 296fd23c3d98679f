package io.weft.bench.durable;

import io.weft.adapter.BatchReceipt;
import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.ReadingBatch;
import io.weft.event.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Runs inside the hub and offers readings to its intake, as an adapter does. It connects to the bench, which sends a line
 * {@code <callers> <readings per commit> <milliseconds>} for each round and is answered {@code <readings> <nanoseconds>},
 * or {@code failed <reason>}.
 */
public final class IntakeLoad implements BundleActivator {

    /** The bundle's header with the port of the bench. */
    static final String PORT = "Weft-Bench-Port";
    static final String INSTANCE = "bench~durable";

    private final Synthetic synthetic = new Synthetic(Instant.now());
    private Socket socket;

    @Override
    public void start(BundleContext context) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(context.getBundle().getHeaders().get(PORT)));
        Thread thread = new Thread(() -> serve(context), "weft-bench-durable");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop(BundleContext context) throws IOException {
        socket.close();
    }

    private void serve(BundleContext context) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                PrintWriter answers = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.println(answer(context, line.split(" ")));
            }
        } catch (IOException e) {
            // The bench has hung up: there is nobody left to tell.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String answer(BundleContext context, String[] asked) throws InterruptedException {
        ServiceReference<Intake> reference = context.getServiceReference(Intake.class);
        if (reference == null) {
            return "failed: the hub has no intake";
        }
        try {
            return round(context.getService(reference), Integer.parseInt(asked[0]), Integer.parseInt(asked[1]),
                    Long.parseLong(asked[2]));
        } catch (ExecutionException e) {
            return "failed: " + String.valueOf(e.getCause()).replace('\n', ' ');
        } finally {
            context.ungetService(reference);
        }
    }

    private String round(Intake intake, int callers, int size, long milliseconds)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long begin = System.nanoTime();
            long end = begin + milliseconds * 1_000_000;
            List<Future<Long>> taken = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                taken.add(threads.submit(() -> offer(intake, size, end)));
            }
            long readings = 0;
            for (Future<Long> one : taken) {
                readings += one.get();
            }
            return readings + " " + (System.nanoTime() - begin);
        } finally {
            threads.shutdownNow();
        }
    }

    private long offer(Intake intake, int size, long end) throws IntakeUnavailableException {
        long readings = 0;
        while (System.nanoTime() < end) {
            List<Reading> batch = synthetic.next(size);
            BatchReceipt receipt = intake.accept(new ReadingBatch(INSTANCE, "bench", Instant.now(), batch));
            if (receipt.stored() != size) {
                throw new IllegalStateException("of " + size + " new readings only " + receipt.stored() + " were stored");
            }
            readings += size;
        }
        return readings;
    }
}
