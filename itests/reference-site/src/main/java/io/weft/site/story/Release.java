package io.weft.site.story;

import io.weft.site.lims.LabMessage;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** What the laboratory found and took back. */
final class Release {

    static final String SAMPLE = "S-26-4711";

    private final Telling story;
    private final LabMessage order;

    Release(Telling story) {
        this.story = story;
        this.order = new LabMessage("F-1001", SAMPLE, LotStory.LOT, "10004741", story.hours(26));
    }

    /** One result over MLLP and one in the transfer table; the first was mistyped. */
    void results() throws IOException, InterruptedException, TimeoutException {
        byte[] wrong = story.site().laboratory().tell(
                order.number("M-1", "ASSAY", "92.90", "98.0-102.0", "L", "F", story.hours(30), story.hours(31)));
        byte[] row = story.site().transferTable().add(
                order.number("T-1", "WATER", "0.31", "0.0-0.5", "N", "F", story.hours(30), story.hours(31.5)));
        story.arrives("lims", wrong, "result");
        story.arrives("lims", row, "result in the transfer table");
    }

    void correction() throws IOException, InterruptedException, TimeoutException {
        story.arrives("lims", story.site().laboratory().tell(
                order.number("M-2", "ASSAY", "99.20", "98.0-102.0", "N", "C", story.hours(30), story.hours(33))),
                "corrected result");
    }

    /** The order that all results were reported on. */
    LabMessage order() {
        return order;
    }
}
