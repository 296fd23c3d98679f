package io.weft.event;

import java.util.Optional;

/**
 * One key under which an event is found.
 *
 * @param key      canonical identifier ({@code io.weft.identity.Identifier#canonical()}); a URI that is no GS1 key
 *                 stands as it is
 * @param quantity the amount, where the event gives one for this key
 */
public record EventKey(Role role, String key, Optional<Quantity> quantity) {

    /** What the key is to the event (field names of EPCIS 2.0, 7.4). */
    public enum Role {
        /** {@code epcList}, {@code quantityList} of an ObjectEvent or TransactionEvent; {@code id} of a master data statement. */
        SUBJECT,
        /** {@code parentID}. */
        PARENT,
        /** {@code childEPCs}, {@code childQuantityList}. */
        CHILD,
        /** {@code inputEPCList}, {@code inputQuantityList}. */
        INPUT,
        /** {@code outputEPCList}, {@code outputQuantityList}. */
        OUTPUT,
        /** {@code bizTransactionList}. */
        TRANSACTION,
        /** {@code transformationID}: joins the events that tell one transformation in parts (EPCIS 2.0, 7.4.5). */
        TRANSFORMATION,
        /** {@code bizLocation}: where the objects are from then on. */
        LOCATION,
        /** {@code readPoint}. */
        READ_POINT,
        /** {@code sourceList}. */
        SOURCE,
        /** {@code destinationList}. */
        DESTINATION,
        /** {@code deviceID} of {@code sensorMetadata} and {@code sensorReport}. */
        DEVICE
    }
}
