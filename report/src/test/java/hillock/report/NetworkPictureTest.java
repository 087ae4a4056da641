package hillock.report;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.nn.Add;
import hillock.nn.Branches;
import hillock.nn.Concat;
import hillock.nn.Dense;
import hillock.nn.Graph;
import hillock.nn.Node;
import hillock.nn.Relu;
import hillock.nn.Residual;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class NetworkPictureTest {
  private static final Spec ALL =
      new Sequential(
          new Dense(8),
          new Relu(),
          new Residual(new Dense(8), new Relu()),
          new Residual(new Dense(6)).withShortcut(new Dense(6)),
          new Branches(new Concat(), new Dense(2), new Sequential(new Dense(3), new Relu()), new Sequential()),
          new Graph(
              new Node("wide", new Dense(5)),
              new Node("narrow", new Dense(5)),
              new Node("sum", new Add(), "narrow", "wide")));

  private static Document drawn(Spec spec) throws Exception {
    String svg = NetworkPicture.svg(spec.build(Shape.of(4), 1));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList all = document.getElementsByTagName(name);
    return java.util.stream.IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i)).toList();
  }

  @Test
  void everyLayerHasItsBoxWithNameAndShape() throws Exception {
    Document document = drawn(ALL);
    List<String> texts = elements(document, "text").stream().map(Element::getTextContent).toList();
    assertThat(texts).contains("input", "[4]", "dense(8)", "relu", "concat", "[11]", "add", "wide", "narrow", "sum");
    assertThat(texts.stream().filter("+"::equals)).as("sums of residual blocks").hasSize(2);
    // The input, thirteen layers, and the background.
    assertThat(elements(document, "rect")).hasSize(1 + 13 + 1);
  }

  @Test
  void boxesLieWithinThePictureAndNotOnEachOther() throws Exception {
    Document document = drawn(ALL);
    double width = Double.parseDouble(document.getDocumentElement().getAttribute("width"));
    double height = Double.parseDouble(document.getDocumentElement().getAttribute("height"));
    List<Element> boxes = elements(document, "rect").stream().filter(r -> r.hasAttribute("x")).toList();
    for (Element box : boxes) {
      assertThat(number(box, "x")).isBetween(0.0, width - number(box, "width"));
      assertThat(number(box, "y")).isBetween(0.0, height - number(box, "height"));
      for (Element other : boxes) {
        boolean apart =
            box == other
                || Math.abs(number(box, "x") - number(other, "x")) >= number(box, "width")
                || Math.abs(number(box, "y") - number(other, "y")) >= number(box, "height");
        assertThat(apart).as("%s and %s", box.getAttribute("y"), other.getAttribute("y")).isTrue();
      }
    }
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void aSingleLayerIsANetworkToo() throws Exception {
    assertThat(elements(drawn(new Dense(2)), "text").stream().map(Element::getTextContent))
        .containsExactly("input", "[4]", "dense(2)", "[2]");
  }
}
