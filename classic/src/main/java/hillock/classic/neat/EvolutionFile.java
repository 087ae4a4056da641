package hillock.classic.neat;

import hillock.model.Container;
import hillock.model.ModelException;
import hillock.model.Records;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A generation as a {@link Container}: the small things as JSON, all genomes in two arrays. */
final class EvolutionFile {
  private static final String KIND = "evolution";
  private static final int GENE = 4; // whole numbers of a gene

  private EvolutionFile() {}

  static void write(Evolution evolution, Generation now, Path file) {
    List<Genome> genomes = new ArrayList<>(now.genomes());
    genomes.add(now.champion());
    now.species().forEach(s -> genomes.add(s.representative()));
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("rule", Records.with(Neat.class).encode(evolution.rule()));
    content.put("seed", Long.toString(evolution.seed())); // JSON numbers are no longs
    content.put("generation", now.number());
    content.put("inputs", now.champion().inputs());
    content.put("outputs", now.champion().outputs());
    content.put("nextSpecies", now.nextSpecies());
    content.put("nextNode", now.nextNode());
    content.put("nextInnovation", now.nextInnovation());
    content.put("championFitness", bits(now.championFitness()));
    content.put("species", now.species().stream().map(EvolutionFile::toMap).toList());
    int[] wholes = genomes.stream().flatMapToInt(EvolutionFile::wholes).toArray();
    List<Connection> genes = genomes.stream().flatMap(g -> g.connections().stream()).toList();
    float[] weights = new float[genes.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = genes.get(i).weight();
    }
    new Container(content).put("genomes", wholes).put("weights", weights).write(file, KIND);
  }

  private static Map<String, Object> toMap(Species species) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("number", species.number());
    map.put("best", bits(species.best()));
    map.put("progressed", species.progressed());
    return map;
  }

  /** All 64 bits, which a decimal number need not keep. */
  private static String bits(double value) {
    return Long.toHexString(Double.doubleToRawLongBits(value));
  }

  private static java.util.stream.IntStream wholes(Genome genome) {
    List<Integer> all = new ArrayList<>(List.of(genome.hidden().size(), genome.connections().size()));
    all.addAll(genome.hidden());
    for (Connection gene : genome.connections()) {
      all.addAll(List.of(gene.innovation(), gene.from(), gene.to(), gene.enabled() ? 1 : 0));
    }
    return all.stream().mapToInt(i -> i);
  }

  static Evolution read(Path file) {
    Container container = Container.read(file, KIND);
    try {
      return read(container);
    } catch (ModelException refused) {
      throw refused;
    } catch (RuntimeException damaged) { // whatever a wrong content leads to: the checksum rules out accidents
      throw new ModelException(
          container.where(), "a population that makes no sense (" + damaged + ")", "what Evolution.save writes", "");
    }
  }

  private static Evolution read(Container container) {
    Map<String, Object> content = container.content();
    Neat rule = Records.with(Neat.class).decode(Neat.class, content.get("rule"), container.where() + ": rule");
    List<Genome> genomes =
        genomes(
            number(content, "inputs"),
            number(content, "outputs"),
            container.ints("genomes"),
            container.floats("weights"));
    List<Species> species = new ArrayList<>();
    for (Object item : (List<?>) Objects.requireNonNull(content.get("species"))) {
      Map<?, ?> map = (Map<?, ?>) item;
      Genome representative = genomes.get(rule.population() + 1 + species.size());
      species.add(new Species(number(map, "number"), representative, real(map, "best"), number(map, "progressed")));
    }
    Generation generation =
        new Generation(
            number(content, "generation"),
            genomes.subList(0, rule.population()),
            species,
            number(content, "nextSpecies"),
            number(content, "nextNode"),
            number(content, "nextInnovation"),
            genomes.get(rule.population()),
            real(content, "championFitness"));
    return new Evolution(rule, Long.parseLong((String) content.get("seed")), generation);
  }

  private static List<Genome> genomes(int inputs, int outputs, int[] wholes, float[] weights) {
    List<Genome> genomes = new ArrayList<>();
    int weight = 0;
    for (int at = 0; at < wholes.length; ) {
      int hiddenCount = wholes[at++];
      int geneCount = wholes[at++];
      List<Integer> hidden = new ArrayList<>();
      for (int i = 0; i < hiddenCount; i++) {
        hidden.add(wholes[at++]);
      }
      List<Connection> genes = new ArrayList<>();
      for (int i = 0; i < geneCount; i++, at += GENE) {
        genes.add(new Connection(wholes[at], wholes[at + 1], wholes[at + 2], weights[weight++], wholes[at + 3] == 1));
      }
      genomes.add(new Genome(inputs, outputs, hidden, genes));
    }
    return genomes;
  }

  private static int number(Map<?, ?> map, String name) {
    return ((Number) Objects.requireNonNull(map.get(name))).intValue();
  }

  private static double real(Map<?, ?> map, String name) {
    return Double.longBitsToDouble(Long.parseUnsignedLong((String) map.get(name), 16));
  }
}
