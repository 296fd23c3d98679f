package io.weft.units.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.units.UnitException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The functional tests of the UCUM organization: which codes are valid, and what converts to what. */
class UcumFunctionalTest {

    private static final TableUnits UNITS = new TableUnits();
    private static Document tests;

    @BeforeAll
    static void readTests() throws Exception {
        Path file = Path.of(System.getProperty("weft.corpus", ""), "ucum", "UcumFunctionalTests-half.xml");
        Assumptions.assumeTrue(Files.isRegularFile(file), "no corpus at weft.corpus: UCUM's functional tests are not run");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        tests = factory.newDocumentBuilder().parse(file.toFile());
    }

    @Test
    void validCodesAreValidAndNoOthers() {
        List<String> wrong = new ArrayList<>();
        List<Element> cases = cases("validation");
        for (Element test : cases) {
            if (UNITS.isUcum(test.getAttribute("unit")) != Boolean.parseBoolean(test.getAttribute("valid"))) {
                wrong.add(test.getAttribute("id") + " " + test.getAttribute("unit"));
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(cases.size() > 200, "only " + cases.size() + " cases");
        System.out.println("UCUM: " + cases.size() + " validation tests");
    }

    @Test
    void conversionsAgreeInEveryDigitThatIsGiven() throws UnitException {
        List<Element> cases = cases("conversion");
        for (Element test : cases) {
            BigDecimal outcome = new BigDecimal(test.getAttribute("outcome"));
            BigDecimal actual = UNITS.convert(new BigDecimal(test.getAttribute("value")), test.getAttribute("srcUnit"),
                    test.getAttribute("dstUnit"));
            int digits = Math.min(outcome.precision(), 24);
            assertEquals(0, rounded(outcome, digits).compareTo(rounded(actual, digits)),
                    test.getAttribute("id") + " expected " + outcome + ", was " + actual);
        }
        assertTrue(cases.size() > 10, "only " + cases.size() + " cases");
        System.out.println("UCUM: " + cases.size() + " conversion tests");
    }

    private static BigDecimal rounded(BigDecimal value, int digits) {
        return value.round(new MathContext(digits));
    }

    private static List<Element> cases(String group) {
        NodeList nodes = ((Element) tests.getElementsByTagName(group).item(0)).getElementsByTagName("case");
        List<Element> cases = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            cases.add((Element) nodes.item(i));
        }
        return cases;
    }
}
