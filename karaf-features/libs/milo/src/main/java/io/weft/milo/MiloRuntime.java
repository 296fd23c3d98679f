package io.weft.milo;

import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * The threads, timers and event loop that all OPC UA clients and servers in this process share.
 *
 * <p>Milo keeps them in statics; whoever releases them silently stops everybody else. So nobody but this component
 * does: each client and server holds a mandatory static reference to it, hence is deactivated before it, and no thread
 * or socket is left behind when the bundle goes.
 */
@Component(service = MiloRuntime.class, immediate = true)
public final class MiloRuntime {

    private static final long RELEASE_TIMEOUT_SECONDS = 5;

    /** Waits at most {@value #RELEASE_TIMEOUT_SECONDS} seconds for tasks that are still running. */
    @Deactivate
    void release() {
        Stack.releaseSharedResources(RELEASE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
