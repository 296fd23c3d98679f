package io.weft.http;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Serves paths of the hub's listener. Register it as a service: the listener authenticates, checks the role, the method
 * and the size, and only then calls {@link #handle}. The longest registered prefix wins. Called by many threads.
 */
@ConsumerType
public interface HttpEndpoint {

    /** For example {@code /threads}; whole segments are matched. */
    String pathPrefix();

    /** The least role that may call it with this method: viewer, sender, operator, manager or admin. */
    String requiredRole(String method);

    /** Largest request body in bytes; beyond it the caller gets 413. */
    default int maximumRequestBytes() {
        return 16 * 1024 * 1024;
    }

    /**
     * Answers a request.
     *
     * @throws IOException if the answer's body cannot be made; the caller gets 500 and the log the cause
     */
    HttpReply handle(HttpRequest request) throws IOException, InterruptedException;
}
