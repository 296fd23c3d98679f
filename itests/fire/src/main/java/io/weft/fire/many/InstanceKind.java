package io.weft.fire.many;

import java.io.IOException;

/** A kind of adapter in the mix: how an instance of it is configured, and how a message passes through it. */
interface InstanceKind extends AutoCloseable {

    /** In the report, for example {@code opcua}. */
    String name();

    /** Writes the configuration of an instance; the hub does not run yet. */
    void configure(int number) throws IOException;

    /** As {@code /health} names the instance. */
    String instance(int number);

    /** Lets the counterpart speak, or listen, as far as it has not; called again until the message has passed. */
    void pass(int number) throws IOException, InterruptedException;

    /** Whether the message of this instance has arrived at its end. */
    boolean passed(int number);

    /** Ends the counterpart. */
    @Override
    void close() throws IOException;
}
