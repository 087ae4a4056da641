import hillock.experiment.Experiment;
import hillock.experiment.ExperimentResult;
import hillock.io.Sources;
import hillock.model.Predictor;
import java.nio.file.Path;
import java.util.Map;

/** Trains on a CSV file, saves the model, and predicts one row with it. */
void main() {
  var houses = Sources.open("examples/houses.csv");
  ExperimentResult result = Experiment.on(houses.data()).target("price").hidden(64, 32).seed(1).run();
  IO.println(result.outcome().explanation());
  IO.println(result.measuredOn() + ": " + result.measured());

  result.model(houses.origin()).save(Path.of("houses.hillock"));
  try (var predictor = Predictor.open(Path.of("houses.hillock"))) { // thread-safe, opens without running any code
    var price = predictor.predict(Map.of("area", "80", "bedrooms", "2", "distance", "3.5", "age", "40"));
    IO.println("80 m², 3.5 km from the city: " + price.value());
  }
}
