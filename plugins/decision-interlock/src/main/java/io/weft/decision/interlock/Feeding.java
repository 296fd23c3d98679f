package io.weft.decision.interlock;

import io.weft.event.Quantity;
import io.weft.identity.ThreadKey;
import java.util.Optional;

/**
 * What the MES wants to feed.
 *
 * @param order     process order, as the MES writes it
 * @param quantity  how much
 * @param equipment identifier of the equipment that it goes into
 * @param by        who asks: the operator at the equipment
 * @param exception a named person's leave to take this lot though the rotation says another
 */
record Feeding(String order, ThreadKey lot, Quantity quantity, Optional<String> equipment, String by,
        Optional<Exception> exception) {

    /** Leave that a named person gave. */
    record Exception(String by, String reason) {
    }
}
