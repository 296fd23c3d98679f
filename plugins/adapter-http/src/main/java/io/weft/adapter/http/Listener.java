package io.weft.adapter.http;

import io.weft.http.HttpEndpoint;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Listens on one address, in one Camel context with one route, however many endpoints there are. */
final class Listener implements AutoCloseable {

    /** Camel itself answers an OPTIONS that is not named. */
    private static final String METHODS = "GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS,TRACE";
    private static final int SHUTDOWN_SECONDS = 5;
    private static final int WAITING_PER_WORKER = 16;

    private final CamelContext context;
    private final ExecutorService workers;

    /** @throws Exception if the address cannot be bound, or the keystore not be opened */
    Listener(CamelContext context, ListenerSettings settings, Authenticator authenticator,
            Supplier<List<HttpEndpoint>> endpoints) throws Exception {
        this.context = context;
        this.workers = new ThreadPoolExecutor(settings.workers(), settings.workers(), 1, TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.workers() * WAITING_PER_WORKER), Listener::worker);
        context.getCamelContextExtension().setName("weft-http");
        context.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        context.getRegistry().bind("patience", new PatienceHandler.Factory(settings.bounds()));
        settings.tls().ifPresent(tls -> context.getRegistry().bind("tls", parameters(tls)));
        context.addRoutes(new ListenerRoutes(address(settings),
                new Dispatch(authenticator, endpoints, System::nanoTime), workers));
        try {
            context.start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        context.stop();
        workers.shutdown();
    }

    /**
     * Headers stay Netty's own: mapped, a stranger's header could become one of Camel's. OPTIONS and TRACE are requests like
     * all others: left to Camel, they would be answered to anybody.
     */
    private static String address(ListenerSettings settings) {
        return "netty-http:" + (settings.tls().isPresent() ? "https" : "http") + "://" + settings.host() + ":"
                + settings.port() + "/?matchOnUriPrefix=true&mapHeaders=false&muteException=true"
                + "&usingExecutorService=false&decoders=#patience&reuseAddress=true"
                + "&traceEnabled=true&httpMethodRestrict=" + METHODS
                + "&chunkedMaxContentLength=" + settings.maximumBytes()
                + (settings.tls().isPresent() ? "&ssl=true&sslContextParameters=#tls" : "");
    }

    private static SSLContextParameters parameters(ListenerSettings.Tls tls) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + tls.keystore());
        store.setType("PKCS12");
        store.setPassword(tls.password());
        KeyManagersParameters keys = new KeyManagersParameters();
        keys.setKeyStore(store);
        keys.setKeyPassword(tls.password());
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setKeyManagers(keys);
        return parameters;
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "weft-http");
        thread.setDaemon(true);
        // Login modules are looked up by the thread's loader; this bundle's reaches what Karaf delegates to its boot path.
        thread.setContextClassLoader(Listener.class.getClassLoader());
        return thread;
    }
}
