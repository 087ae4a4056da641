package hillock.report.page;

import hillock.report.Diagnosis;
import hillock.train.Advice;
import hillock.train.EpochStatistics;
import hillock.train.LayerStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What seems wrong with the training, and each layer's gradients, updates and activations over the epochs. */
final class DiagnosisSection {
  private static final int MOST_POINTS = 300;

  /** More curves run into one another; of deeper networks some layers are drawn, evenly spaced. */
  private static final int MOST_CURVES = 24;

  /** A legend of more names pushes the curves away: it names the first layer, one in the middle and the last. */
  private static final int MOST_NAMES = 6;

  private final List<EpochStatistics> epochs;
  private final double[] numbers;
  private final int layers;

  private DiagnosisSection(List<EpochStatistics> all) {
    epochs = Arrays.stream(Thinning.places(all.size(), MOST_POINTS)).mapToObj(all::get).toList();
    numbers = epochs.stream().mapToDouble(e -> e.epoch() + 1).toArray();
    layers = epochs.isEmpty() ? 0 : epochs.getFirst().layers().size();
  }

  static Section of(Diagnosis d, Charts charts) {
    return new Section(
        "diagnosis",
        "How it feels",
        Markup.of(
            "{}{}",
            advice(d.advice()),
            d.epochs().isEmpty() ? Markup.NONE : new DiagnosisSection(d.epochs()).figures(charts)));
  }

  private static Markup advice(List<Advice> advice) {
    if (advice.isEmpty()) {
      return Markup.of(
          "<p>Nothing seems wrong: gradients arrive at every layer, units are alive, and the steps have a usual"
              + " size.</p>");
    }
    return Markup.of(
        "<dl class=\"advice\">{}</dl>",
        advice.stream()
            .map(a -> Markup.of("<dt>{}</dt><dd>{}</dd>", a.title(), Markup.whole(a.text())))
            .collect(Markup.joining()));
  }

  private Markup figures(Charts charts) {
    List<Markup> figures = new ArrayList<>();
    if (weighted().length > 1) {
      figures.add(byDepth(charts));
    }
    add(
        figures,
        charts,
        "Gradient",
        Chart.Axis.logarithmic("gradient of a weight"),
        "Root mean square of the loss's derivatives by one weight of the layer, over the steps looked at.",
        layer -> positive(layer.gradientRms()));
    add(
        figures,
        charts,
        "Size of a step",
        Chart.Axis.logarithmic("update / weights"),
        "How much one step changed the layer, as a share of its own size. About 0.001 is usual; above 0.1 a step throws"
            + " away what was learned.",
        layer -> positive(layer.updateRatio()));
    add(
        figures,
        charts,
        "Spread of the activations",
        Chart.Axis.of("standard deviation"),
        "Over all units and examples. Much the same from layer to layer is sound; falling towards 0 or growing from"
            + " layer to layer is not.",
        layer -> layer.parameters() > 0 ? Double.NaN : layer.activationSpread());
    add(
        figures,
        charts,
        "Dead and saturated units",
        Chart.Axis.percent("share of the units"),
        "Dead: no example moves the unit. Saturated: in a flat end of sigmoid or tanh for nine of ten examples.",
        layer -> Double.isNaN(layer.dead()) ? layer.saturated() : layer.dead());
    return Markup.of("<div class=\"figures\">{}</div>{}", Markup.join(figures), table());
  }

  /** Layers with weights. */
  private int[] weighted() {
    return IntStream.range(0, layers).filter(i -> epochs.getFirst().layers().get(i).gradientNorm() >= 0).toArray();
  }

  /** The gradient's way back through the layers, at the beginning, in the middle and at the end. */
  private Markup byDepth(Charts charts) {
    int[] weighted = weighted();
    double[] depth = IntStream.rangeClosed(1, weighted.length).asDoubleStream().toArray();
    Chart.Xy xy = new Chart.Xy(Chart.Axis.of("layer with weights"), Chart.Axis.logarithmic("gradient of a weight"));
    int[] shown = IntStream.of(0, (epochs.size() - 1) / 2, epochs.size() - 1).distinct().toArray();
    for (int at : shown) {
      double[] values =
          Arrays.stream(weighted).mapToDouble(i -> positive(epochs.get(at).layers().get(i).gradientRms())).toArray();
      xy.series("epoch " + Notation.count((long) numbers[at]), Chart.Stroke.LINE, depth, values);
    }
    EpochStatistics last = epochs.getLast();
    return charts.figure(
        "Gradient by depth",
        "Gradient of a weight by layer. In the last epoch "
            + Notation.number(last.layers().get(weighted[0]).gradientRms())
            + " in the first layer and "
            + Notation.number(last.layers().get(weighted[weighted.length - 1]).gradientRms())
            + " in the last.",
        Markup.of(
            "Far less on the left than on the right: the gradient vanishes on its way back; far more: it explodes."),
        xy.sized("wide"));
  }

  private void add(
      List<Markup> figures,
      Charts charts,
      String title,
      Chart.Axis axis,
      String note,
      ToDoubleFunction<LayerStatistics> figure) {
    int[] known =
        IntStream.range(0, layers).filter(i -> Arrays.stream(course(i, figure)).anyMatch(Double::isFinite)).toArray();
    if (known.length == 0 || epochs.size() < 2) {
      return;
    }
    int[] drawn = Arrays.stream(Thinning.places(known.length, MOST_CURVES)).map(i -> known[i]).toArray();
    Chart.Xy xy = new Chart.Xy(Chart.Axis.of("epoch"), axis);
    for (int i = 0; i < drawn.length; i++) {
      boolean named = drawn.length <= MOST_NAMES || i == 0 || i == drawn.length / 2 || i == drawn.length - 1;
      double place = drawn.length == 1 ? 0 : (double) i / (drawn.length - 1);
      xy.ordered(path(drawn[i]), place, named, numbers, course(drawn[i], figure));
    }
    String some =
        drawn.length < known.length ? " " + drawn.length + " of " + known.length + " layers, evenly spaced." : "";
    figures.add(
        charts.figure(
            title,
            title + " by epoch for " + Notation.count(drawn.length, "layer") + " from " + path(drawn[0]) + ".",
            Markup.of("{}{}", note, some),
            xy.sized("wide")));
  }

  private String path(int layer) {
    return epochs.getFirst().layers().get(layer).path();
  }

  private double[] course(int layer, ToDoubleFunction<LayerStatistics> figure) {
    return epochs.stream().mapToDouble(e -> figure.applyAsDouble(e.layers().get(layer))).toArray();
  }

  /** A logarithmic axis has no place for 0. */
  private static double positive(double value) {
    return value > 0 ? value : Double.NaN;
  }

  private Markup table() {
    EpochStatistics last = epochs.getLast();
    List<List<Object>> rows =
        last.layers().stream()
            .map(l ->
                List.<Object>of(
                    l.path(),
                    Notation.number(l.gradientNorm()),
                    Notation.number(l.weightNorm()),
                    Notation.number(l.updateNorm()),
                    Notation.number(l.updateRatio()),
                    Notation.number(l.activationMean()),
                    Notation.number(l.activationSpread()),
                    Notation.percent(l.dead()),
                    Notation.percent(l.saturated())))
            .toList();
    return Rows.folded(
        "The numbers",
        Rows.table(
            "Epoch " + Notation.count(last.epoch() + 1L) + ", " + Notation.count(last.steps(), "step") + " looked at",
            List.of(
                "Layer",
                "#Gradient norm",
                "#Weight norm",
                "#Update norm",
                "#Update / weights",
                "#Mean",
                "#Spread",
                "#Dead",
                "#Saturated"),
            rows));
  }
}
