package io.weft.delivery;

import io.weft.mapping.MappedEvent;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Says which targets shall learn of an event; the site's subscriptions. Called before the commit of the event. */
@ProviderType
public interface DeliveryPlan {

    /** @param sourceSystem the counterpart that told the event; never a target of it */
    List<NewDelivery> plan(MappedEvent event, String sourceSystem);
}
