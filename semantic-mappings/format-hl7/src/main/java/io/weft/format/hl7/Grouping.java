package io.weft.format.hl7;

import java.util.List;
import java.util.Set;

/**
 * Puts the segments of one message into the groups that HL7's result and order messages have (HL7 v2.5, 7.3): an order is
 * what an OBR, or the ORC before it, begins; a specimen is what an SPM begins. Where the first specimen stands before the
 * first order (OUL^R22), orders belong to specimens, otherwise (ORU^R01) specimens to orders.
 */
final class Grouping {

    static final String ORDER = "ORDER";
    static final String SPECIMEN = "SPECIMEN";
    /** Observations between an ORC and its OBR: the order's document (HL7 v2.8, 7.3.1). */
    static final String DOCUMENT = "DOCUMENT";

    private static final Set<String> ABOUT_AN_OBSERVATION = Set.of("NTE", "PRT", "TCD", "SID");

    private final Group message = new Group();
    private final boolean specimensHoldOrders;
    private final boolean containersBeginOrders;
    private Group specimen;
    private Group order;
    private Group current = message;
    private Segment last;
    private Segment observation;

    private Grouping(List<Segment> segments, boolean containersBeginOrders) {
        int firstSpecimen = first(segments, Set.of("SPM"));
        int firstOrder = first(segments, Set.of("ORC", "OBR"));
        this.specimensHoldOrders = firstSpecimen < firstOrder;
        this.containersBeginOrders = containersBeginOrders;
    }

    /** @param type {@code OUL^R21} has the container (SAC) before the order that it was tested for */
    static Group of(List<Segment> segments, String type) {
        Grouping grouping = new Grouping(segments, type.equals("OUL^R21"));
        segments.forEach(grouping::place);
        return grouping.message;
    }

    private static int first(List<Segment> segments, Set<String> ids) {
        int position = 0;
        while (position < segments.size() && !ids.contains(segments.get(position).id())) {
            position++;
        }
        return position;
    }

    private void place(Segment segment) {
        if (observation != null && ABOUT_AN_OBSERVATION.contains(segment.id())) {
            observation.add(segment);
            return;
        }
        switch (segment.id()) {
            case "PID" -> {
                order = null;
                specimen = null;
                current = message;
            }
            case "SPM" -> beginSpecimen();
            case "ORC" -> {
                boolean joins = order != null && !order.has("ORC")
                        && (!order.has("OBR") || specimensHoldOrders && last.id().equals("OBR"));
                joinOrBeginOrder(joins);
            }
            case "OBR" -> joinOrBeginOrder(order != null && !order.has("OBR"));
            case "SAC" -> {
                if (containersBeginOrders) {
                    joinOrBeginOrder(false);
                }
            }
            case "OBX" -> {
                if (current == order && order != null && !order.has("OBR")) {
                    current = new Group();
                    order.add(DOCUMENT, current);
                }
            }
            default -> {
                // Belongs to whatever is open.
            }
        }
        current.add(segment.id(), segment);
        last = segment;
        observation = segment.id().equals("OBX") ? segment : null;
    }

    private void beginSpecimen() {
        specimen = new Group();
        current = specimen;
        if (specimensHoldOrders) {
            order = null;
        }
        (order == null ? message : order).add(SPECIMEN, specimen);
    }

    private void joinOrBeginOrder(boolean joins) {
        if (!joins) {
            order = new Group();
            if (!specimensHoldOrders) {
                specimen = null;
            }
            (specimen == null ? message : specimen).add(ORDER, order);
        }
        current = order;
    }
}
