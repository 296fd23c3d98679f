package io.weft.adapter.hl7;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * The threads of all listeners: two that move bytes, and some that wait for intake. A connection has one message at work,
 * so no more wait than there are connections.
 */
@Component(service = MllpLoops.class)
public final class MllpLoops {

    private static final int LOOPS = 2;
    private static final int WORKERS = 16;
    private static final long STOP_SECONDS = 5;

    private final EventLoopGroup loops = new NioEventLoopGroup(LOOPS, daemons("weft-mllp-loop"));
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(WORKERS, WORKERS, 1, TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(), daemons("weft-mllp"));

    @Activate
    public MllpLoops() {
        workers.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    EventLoopGroup loops() {
        return loops;
    }

    ExecutorService workers() {
        return workers;
    }

    @Deactivate
    void stop() {
        workers.shutdown();
        loops.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
