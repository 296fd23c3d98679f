package io.weft.site.story;

import io.weft.site.mes.B2mml;
import io.weft.site.mes.B2mml.Material;
import io.weft.site.mes.ManufacturingExecution;
import io.weft.site.mes.ManufacturingExecution.Kind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The MES wants to feed the lot: refused while anything stands against it, allowed once named people have released it. */
final class Production {

    static final String MES_LOT = "M-4711";
    static final String KILOGRAMS = "2.5";

    private static final String ORDER = "1154760";
    private static final String OPERATOR = "R. Vogt";

    private final Telling story;
    private final ManufacturingExecution mes;
    private final B2mml documents = new B2mml("MES-PLANT1");
    private final Material needed = new Material("API-100", LotStory.LOT, KILOGRAMS);
    private boolean fedBeforeRelease;

    Production(Telling story) {
        this.story = story;
        this.mes = story.site().mes();
    }

    /** The process order as the ERP and the warehouse write it. */
    static String order() {
        return "urn:epcglobal:cbv:bt:" + Places.BUYER_GLN + ":" + ORDER;
    }

    void planned() throws IOException, InterruptedException {
        story.mapped(mes.tell("lot-1", documents.materialLot(MES_LOT, "API-100", LotStory.LOT,
                Transport.expiry(story.begin()), story.hours(38))), "material lot");
        story.mapped(mes.tell("schedule-1", documents.schedule(ORDER, new Material("FG-900", "", "100"), needed,
                story.hours(40))), "production schedule");
    }

    /**
     * Asks and must be refused.
     *
     * @param expected codes that the refusal must name, no others
     * @return subjects of the holds: their deviations
     */
    List<String> refused(String lot, List<String> expected) throws IOException, InterruptedException {
        Map<String, Object> answer = mes.feed(ORDER, Places.GTIN, lot, KILOGRAMS, OPERATOR);
        story.findings().expectEqual(expected, ManufacturingExecution.codes(answer).stream().distinct().sorted().toList(),
                "interlock about lot " + lot);
        fedBeforeRelease |= mes.count(Kind.FED) > 0;
        return ((List<?>) answer.get("reasons")).stream().map(reason -> (Map<?, ?>) reason)
                .filter(reason -> "HELD".equals(reason.get("code"))).map(reason -> String.valueOf(reason.get("subject"))).toList();
    }

    void fed() throws IOException, InterruptedException {
        Map<String, Object> answer = mes.feed(ORDER, Places.GTIN, LotStory.LOT, KILOGRAMS, OPERATOR);
        story.findings().expect(Boolean.TRUE.equals(answer.get("allowed")), "interlock after the release: " + answer);
        story.mapped(mes.tell("performance-1", documents.performance(ORDER, needed,
                new Material("FG-900", "FG-26-0042", "97.5"), story.hours(53))), "production performance");
    }

    /** {@code asked}, {@code refused}, {@code fedAfterRelease}, by the MES's own log. */
    Map<String, Object> interlock() {
        boolean fed = !fedBeforeRelease && mes.count(Kind.FED) == 1;
        story.findings().expect(fed, "the MES's own log: fed other than once and after the release: " + mes.log());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("asked", mes.count(Kind.ASKED));
        result.put("refused", mes.count(Kind.REFUSED));
        result.put("fedAfterRelease", fed);
        return result;
    }
}
