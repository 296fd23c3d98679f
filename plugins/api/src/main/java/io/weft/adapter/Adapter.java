package io.weft.adapter;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One instance of an adapter, made from one configuration file. An instance with a wrong configuration stays registered
 * as {@link AdapterState#MISCONFIGURED} and disturbs nobody else.
 */
@ConsumerType
public interface Adapter {

    /** For example {@code opcua~cold-store}. */
    String instance();

    /** The counterpart's name, for example {@code wms}. */
    String system();

    AdapterState state();

    /** One line per fault, each naming key, value and rule; empty when {@link AdapterState#UP}. */
    List<String> faults();
}
